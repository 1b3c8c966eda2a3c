"""The grammar of every page: use these, not bare Qt widgets, wherever one fits."""

from ui.widgets.buttons import Button, IconButton, Segmented
from ui.widgets.cards import Banner, Card, Columns, EmptyState, Figure, PageHead, Rule, Scroll, SidePanel
from ui.widgets.chips import Chip, MarkingChip, Pill, paint_marking_chip
from ui.widgets.fields import FormRow, RangeRow, RangeShape, SearchField
from ui.widgets.labels import ElidedText, Icon, Part, Text, Words, set_property
from ui.widgets.models import (
    DETAIL_ROLE,
    ERROR_ROLE,
    GROUP_CHOSEN_ROLE,
    GROUP_ROLE,
    ICON_ROLE,
    MARKING_ROLE,
    RECORD_ROLE,
    SORT_ROLE,
    STRONG_ROLE,
    TONE_ROLE,
    TRAIL_ROLE,
    TupleModel,
)
from ui.widgets.notices import ProgressPanel, StatusLine, Toast, announce
from ui.widgets.tables import CellDelegate, DataTable, RecordList, TwoLevelHeader, TwoLineDelegate
from ui.widgets.workings import Working, WorkingsModel, WorkingsTree

__all__ = [
    "DETAIL_ROLE",
    "ERROR_ROLE",
    "GROUP_CHOSEN_ROLE",
    "GROUP_ROLE",
    "ICON_ROLE",
    "MARKING_ROLE",
    "RECORD_ROLE",
    "SORT_ROLE",
    "STRONG_ROLE",
    "TONE_ROLE",
    "TRAIL_ROLE",
    "Banner",
    "Button",
    "Card",
    "CellDelegate",
    "Chip",
    "Columns",
    "DataTable",
    "ElidedText",
    "EmptyState",
    "Figure",
    "FormRow",
    "Icon",
    "IconButton",
    "MarkingChip",
    "PageHead",
    "Part",
    "Pill",
    "ProgressPanel",
    "RangeRow",
    "RangeShape",
    "RecordList",
    "Rule",
    "Scroll",
    "SearchField",
    "Segmented",
    "SidePanel",
    "StatusLine",
    "Text",
    "Toast",
    "TupleModel",
    "TwoLevelHeader",
    "TwoLineDelegate",
    "Words",
    "Working",
    "WorkingsModel",
    "WorkingsTree",
    "announce",
    "paint_marking_chip",
    "set_property",
]
