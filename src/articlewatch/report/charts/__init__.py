"""Pictures of an article and its history, as shapes that a template draws as SVG with a data table behind each."""

from articlewatch.report.charts.moved import moved_chart
from articlewatch.report.charts.overtime import changes_chart, readiness_chart, size_chart
from articlewatch.report.charts.places import coverage_chart, heat_map
from articlewatch.report.charts.shapes import Chart, HeatMap
from articlewatch.report.charts.sourced import ages_chart, domains_chart

__all__ = [
    "Chart",
    "HeatMap",
    "ages_chart",
    "changes_chart",
    "coverage_chart",
    "domains_chart",
    "heat_map",
    "moved_chart",
    "readiness_chart",
    "size_chart",
]
