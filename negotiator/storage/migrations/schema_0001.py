"""The statements that make schema 1. Once released, never edited."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE action (
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT,
    done INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_action_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_action PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE assumption (
    statement TEXT NOT NULL,
    owner TEXT NOT NULL,
    reason TEXT NOT NULL,
    review_on TEXT,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_assumption_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_assumption PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE chosen_metric (
    metric_id TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_chosen_metric_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_chosen_metric PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE export_entry (
    at TEXT NOT NULL,
    audience TEXT NOT NULL,
    format TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    withheld TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_export_entry_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_export_entry PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE fact (
    statement TEXT NOT NULL,
    source TEXT NOT NULL,
    day TEXT,
    page TEXT NOT NULL,
    link TEXT NOT NULL,
    verified INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_fact_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_fact PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE initiative (
    employer TEXT NOT NULL,
    title TEXT NOT NULL,
    what TEXT NOT NULL,
    started_on TEXT,
    staff_covered TEXT NOT NULL,
    wte_covered TEXT,
    yearly_cost TEXT,
    price_year TEXT NOT NULL,
    outcome TEXT NOT NULL,
    contact TEXT NOT NULL,
    source TEXT NOT NULL,
    strength INTEGER NOT NULL,
    comparable INTEGER NOT NULL,
    option_ids TEXT NOT NULL,
    fictional INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_initiative_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_initiative PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE measure_template (
    name TEXT NOT NULL,
    terms TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_measure_template_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_measure_template PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE meeting (
    forum TEXT NOT NULL,
    day TEXT NOT NULL,
    time TEXT NOT NULL,
    place TEXT NOT NULL,
    purpose TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_meeting_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_meeting PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE own_figure (
    metric_id TEXT NOT NULL,
    value TEXT NOT NULL,
    period TEXT NOT NULL,
    source TEXT NOT NULL,
    day TEXT,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    direction TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_own_figure_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_own_figure PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE pack_plan (
    name TEXT NOT NULL,
    audience TEXT NOT NULL,
    sections TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    decision_asked TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_pack_plan_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_pack_plan PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE peer_group (
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    codes TEXT NOT NULL,
    count INTEGER NOT NULL,
    reason TEXT NOT NULL,
    chosen INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_peer_group_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_peer_group PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE proposal (
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_proposal_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_proposal PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE settings (
    title TEXT NOT NULL,
    organisation_name TEXT NOT NULL,
    organisation_code TEXT NOT NULL,
    forum TEXT NOT NULL,
    prepared_by TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    first_year TEXT NOT NULL,
    years INTEGER NOT NULL,
    basis TEXT NOT NULL,
    discount TEXT NOT NULL,
    awards TEXT NOT NULL,
    pension_rates TEXT NOT NULL,
    edition TEXT NOT NULL,
    fictional INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_settings_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_settings PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE snapshot (
    name TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    source TEXT NOT NULL,
    lines TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_snapshot_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_snapshot PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE staff_line (
    name TEXT NOT NULL,
    "group" TEXT NOT NULL,
    band TEXT NOT NULL,
    step TEXT NOT NULL,
    headcount INTEGER NOT NULL,
    wte TEXT NOT NULL,
    hcas TEXT NOT NULL,
    saturday_night_hours TEXT NOT NULL,
    sunday_holiday_hours TEXT NOT NULL,
    overtime_hours TEXT NOT NULL,
    overtime_holiday_hours TEXT NOT NULL,
    pension_share TEXT NOT NULL,
    rrp_long_term TEXT NOT NULL,
    rrp_short_term TEXT NOT NULL,
    allowances TEXT NOT NULL,
    next_step TEXT,
    role TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_staff_line_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_staff_line PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE stakeholder (
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    body TEXT NOT NULL,
    is_body INTEGER NOT NULL,
    side TEXT NOT NULL,
    influence INTEGER NOT NULL,
    interest INTEGER NOT NULL,
    stance TEXT NOT NULL,
    speaks_for TEXT NOT NULL,
    answers_to TEXT NOT NULL,
    link_owner TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_stakeholder_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_stakeholder PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE interest (
    stakeholder_id TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    served_by TEXT NOT NULL,
    hearsay INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_interest_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_interest PRIMARY KEY (id),
    CONSTRAINT fk_interest_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id)
    )
    STRICT""",
    """CREATE INDEX ix_interest_stakeholder_id ON interest (stakeholder_id)""",
    """CREATE TABLE mandate (
    proposal_id TEXT NOT NULL,
    envelope TEXT,
    envelope_by_year TEXT NOT NULL,
    reserve TEXT,
    red_lines TEXT NOT NULL,
    authority TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_mandate_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_mandate PRIMARY KEY (id),
    CONSTRAINT fk_mandate_proposal_id FOREIGN KEY(proposal_id) REFERENCES proposal (id)
    )
    STRICT""",
    """CREATE INDEX ix_mandate_proposal_id ON mandate (proposal_id)""",
    """CREATE TABLE note (
    stakeholder_id TEXT NOT NULL,
    day TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_note_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_note PRIMARY KEY (id),
    CONSTRAINT fk_note_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id)
    )
    STRICT""",
    """CREATE INDEX ix_note_stakeholder_id ON note (stakeholder_id)""",
    """CREATE TABLE option (
    proposal_id TEXT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    preferred INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_option_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_option PRIMARY KEY (id),
    CONSTRAINT fk_option_proposal_id FOREIGN KEY(proposal_id) REFERENCES proposal (id)
    )
    STRICT""",
    """CREATE INDEX ix_option_proposal_id ON option (proposal_id)""",
    """CREATE TABLE measure (
    option_id TEXT NOT NULL,
    terms TEXT NOT NULL,
    why TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    marking TEXT NOT NULL
        CONSTRAINT ck_measure_marking CHECK (marking IN ('private', 'team', 'management', 'joint', 'open')),
    CONSTRAINT pk_measure PRIMARY KEY (id),
    CONSTRAINT fk_measure_option_id FOREIGN KEY(option_id) REFERENCES option (id)
    )
    STRICT""",
    """CREATE INDEX ix_measure_option_id ON measure (option_id)""",
)
