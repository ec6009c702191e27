"""The magic word for a page's default sort key in the languages of the large wikis."""

from __future__ import annotations

_WORDS = frozenset(
    [
        "DEFAULTSORT",
        "DEFAULTSORTKEY",
        "DEFAULTCATEGORYSORT",
        "SORTIERUNG",
        "CLEFDETRI",
        "CLEDETRI",
        "ORDENAR",
        "ORDINA",
        "STANDAARDSORTERING",
        "DOMYŚLNIESORTUJ",
        "ORDENACAOPADRAO",
        "ORDENAÇÃOPADRÃO",
        "STANDARDSORTERING",
        "SORTERING",
        "SORTERINGSNYCKEL",
        "AAKKOSTUS",
        "OLETUSAAKKOSTUS",
        "RENDEZÉS",
        "KULCSRENDEZÉS",
        "СОРТИРОВКА_ПО_УМОЛЧАНИЮ",
        "КЛЮЧ_СОРТИРОВКИ",
        "СТАНДАРТНЕ_СОРТУВАННЯ",
        "СОРТУВАННЯ",
        "СОРТИРОВКА",
        "デフォルトソート",
        "デフォルトソートキー",
        "默认排序",
        "預設排序",
        "기본정렬",
        "ترتيب_افتراضي",
        "ترتیب\u200cپیش\u200cفرض",
        "מיון_רגיל",
        "ΠΡΟΚΑΘΟΡΙΣΜΕΝΗΤΑΞΙΝΟΜΗΣΗ",
        "SỐ_MẶC_ĐỊNH",
        "XẾP_MẶC_ĐỊNH",
        "SIRALAMA",
        "VARSAYILANSIRALAMA",
        "PÄRCIARÄNTAMINE",
        "ORDENA",
        "URUTANBAKU",
    ]
)


def is_sort_word(word: str) -> bool:
    """Say whether *word*, as it stands before the colon, sets the default sort key."""
    return word.upper() in _WORDS
