<?php
// Reads one JSON request a line ({"old", "new", "repeat", "context"}), answers with one JSON line: the best
// time of wikidiff2_do_diff in nanoseconds and its HTML. One process serves a whole run, so that neither
// PHP's start nor the transport is counted.
while (($line = fgets(STDIN)) !== false) {
    $job = json_decode($line, true);
    $best = PHP_INT_MAX;
    $html = '';
    for ($i = 0; $i < $job['repeat']; $i++) {
        $start = hrtime(true);
        $html = wikidiff2_do_diff($job['old'], $job['new'], $job['context'] ?? 2);
        $best = min($best, hrtime(true) - $start);
    }
    echo json_encode(['ns' => $best, 'html' => $html, 'version' => phpversion('wikidiff2')],
        JSON_INVALID_UTF8_SUBSTITUTE), "\n";
    fflush(STDOUT);
}
