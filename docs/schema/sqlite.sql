CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE kept (name TEXT PRIMARY KEY, facts TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE kept_part (name TEXT NOT NULL, part INTEGER NOT NULL, content BLOB NOT NULL);

CREATE UNIQUE INDEX kept_part_by_name ON kept_part (name, part);

CREATE TABLE change (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, why TEXT NOT NULL);

CREATE INDEX change_by_at ON change (at, seq);

CREATE TABLE change_item (seq INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (seq, n)) WITHOUT ROWID;

CREATE TABLE node (n INTEGER PRIMARY KEY, id TEXT NOT NULL);

CREATE TABLE visible (n INTEGER NOT NULL, area TEXT NOT NULL, PRIMARY KEY (n, area)) WITHOUT ROWID;

CREATE TABLE text (
    t INTEGER PRIMARY KEY,
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    title_length INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    until_seq INTEGER
);

CREATE INDEX text_by_n ON text (n, seq);

CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', tokenize = 'unicode61 remove_diacritics 0', detail = full);

CREATE TABLE cases (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "received_at" TEXT,
    "text" TEXT NOT NULL,
    "dispute_type" TEXT,
    "scale" TEXT,
    "participants" INTEGER,
    "amount" REAL,
    "place" TEXT NOT NULL,
    "community" TEXT,
    "status" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "due_on" TEXT,
    "settled_on" TEXT,
    "closed_on" TEXT,
    "outcome" TEXT,
    "result" TEXT NOT NULL,
    "legacy" INTEGER NOT NULL,
    "original" TEXT NOT NULL,
    "batch" TEXT,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX cases_by_id ON cases (id);

CREATE INDEX cases_by_source ON cases ("source", "received_at", id, "kind", "dispute_type", "community", "status");

CREATE INDEX cases_by_number ON cases ("number", id);

CREATE INDEX cases_by_kind ON cases ("kind", "received_at", id, "source", "dispute_type", "community", "status");

CREATE INDEX cases_by_received_at ON cases ("received_at", id, "source", "kind", "dispute_type", "community", "status");

CREATE INDEX cases_by_dispute_type ON cases ("dispute_type", "received_at", id, "source", "kind", "community", "status");

CREATE INDEX cases_by_community ON cases ("community", "received_at", id, "source", "kind", "dispute_type", "status");

CREATE INDEX cases_by_status ON cases ("status", "received_at", id, "source", "kind", "dispute_type", "community");

CREATE INDEX cases_by_settled_on_stage ON cases ("settled_on", "stage");

CREATE TABLE cases_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "source" TEXT,
    "number" TEXT,
    "kind" TEXT,
    "title" TEXT,
    "received_at" TEXT,
    "text" TEXT,
    "dispute_type" TEXT,
    "scale" TEXT,
    "participants" INTEGER,
    "amount" REAL,
    "place" TEXT,
    "community" TEXT,
    "status" TEXT,
    "stage" TEXT,
    "due_on" TEXT,
    "settled_on" TEXT,
    "closed_on" TEXT,
    "outcome" TEXT,
    "result" TEXT,
    "legacy" INTEGER,
    "original" TEXT,
    "batch" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX cases_was_by_n ON cases_was (n, seq);

CREATE INDEX cases_was_by_id ON cases_was (id, seq);

CREATE TABLE mentions (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sex" TEXT,
    "birth_date" TEXT,
    "identity_number" TEXT NOT NULL,
    "telephones" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "stated_on" TEXT,
    "keys" TEXT NOT NULL,
    "profile" TEXT NOT NULL,
    "batch" TEXT,
    "original" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX mentions_by_id ON mentions (id);

CREATE INDEX mentions_by_record ON mentions ("record", id);

CREATE TABLE mentions_keys (value TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (value, n)) WITHOUT ROWID;

CREATE TABLE mentions_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "source" TEXT,
    "record" TEXT,
    "kind" TEXT,
    "role" TEXT,
    "name" TEXT,
    "sex" TEXT,
    "birth_date" TEXT,
    "identity_number" TEXT,
    "telephones" TEXT,
    "address" TEXT,
    "stated_on" TEXT,
    "keys" TEXT,
    "profile" TEXT,
    "batch" TEXT,
    "original" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX mentions_was_by_n ON mentions_was (n, seq);

CREATE INDEX mentions_was_by_id ON mentions_was (id, seq);

CREATE TABLE steps (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "case" TEXT NOT NULL,
    "organisation" TEXT,
    "officer" TEXT,
    "outcome" TEXT,
    "note" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "helpers" TEXT NOT NULL,
    "record" TEXT,
    "stage" TEXT,
    "route" TEXT,
    "result" TEXT,
    "satisfied" INTEGER,
    "due_at" TEXT,
    "key" TEXT NOT NULL,
    "follows" TEXT,
    "entered_at" TEXT,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX steps_by_id ON steps (id);

CREATE INDEX steps_by_kind ON steps ("kind", id);

CREATE INDEX steps_by_at ON steps ("at", id);

CREATE INDEX steps_by_case ON steps ("case", id);

CREATE INDEX steps_by_organisation ON steps ("organisation", id);

CREATE INDEX steps_by_key ON steps ("key", id);

CREATE INDEX steps_by_entered_at ON steps ("entered_at", id);

CREATE INDEX steps_by_case_at_kind_organisation_officer ON steps ("case", "at", "kind", "organisation", "officer");

CREATE INDEX steps_by_kind_at_case_organisation_officer_outcome ON steps ("kind", "at", "case", "organisation", "officer", "outcome");

CREATE INDEX steps_by_organisation_case_at ON steps ("organisation", "case", "at");

CREATE TABLE steps_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "kind" TEXT,
    "at" TEXT,
    "case" TEXT,
    "organisation" TEXT,
    "officer" TEXT,
    "outcome" TEXT,
    "note" TEXT,
    "to" TEXT,
    "helpers" TEXT,
    "record" TEXT,
    "stage" TEXT,
    "route" TEXT,
    "result" TEXT,
    "satisfied" INTEGER,
    "due_at" TEXT,
    "key" TEXT,
    "follows" TEXT,
    "entered_at" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX steps_was_by_n ON steps_was (n, seq);

CREATE INDEX steps_was_by_id ON steps_was (id, seq);

CREATE TABLE people (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "names" TEXT NOT NULL,
    "sex" TEXT,
    "birth_date" TEXT,
    "identity_numbers" TEXT NOT NULL,
    "telephones" TEXT NOT NULL,
    "mentions" INTEGER NOT NULL,
    "certainty" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX people_by_id ON people (id);

CREATE TABLE people_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "name" TEXT,
    "names" TEXT,
    "sex" TEXT,
    "birth_date" TEXT,
    "identity_numbers" TEXT,
    "telephones" TEXT,
    "mentions" INTEGER,
    "certainty" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX people_was_by_n ON people_was (n, seq);

CREATE INDEX people_was_by_id ON people_was (id, seq);

CREATE TABLE places (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "code" TEXT,
    "aliases" TEXT NOT NULL,
    "community" TEXT,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX places_by_id ON places (id);

CREATE INDEX places_by_level ON places ("level", id);

CREATE INDEX places_by_full_name ON places ("full_name", id);

CREATE INDEX places_by_code ON places ("code", id);

CREATE INDEX places_by_community ON places ("community", id);

CREATE TABLE places_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "level" TEXT,
    "name" TEXT,
    "full_name" TEXT,
    "code" TEXT,
    "aliases" TEXT,
    "community" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX places_was_by_n ON places_was (n, seq);

CREATE INDEX places_was_by_id ON places_was (id, seq);

CREATE TABLE organisations (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "aliases" TEXT NOT NULL,
    "code" TEXT,
    "tier" TEXT,
    "presence" TEXT,
    "mediation_level" TEXT,
    "functions" TEXT NOT NULL,
    "telephone" TEXT NOT NULL,
    "since" TEXT,
    "until" TEXT,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX organisations_by_id ON organisations (id);

CREATE INDEX organisations_by_name ON organisations ("name", id);

CREATE INDEX organisations_by_kind ON organisations ("kind", id);

CREATE INDEX organisations_by_code ON organisations ("code", id);

CREATE INDEX organisations_by_tier ON organisations ("tier", id);

CREATE TABLE organisations_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "aliases" TEXT,
    "code" TEXT,
    "tier" TEXT,
    "presence" TEXT,
    "mediation_level" TEXT,
    "functions" TEXT,
    "telephone" TEXT,
    "since" TEXT,
    "until" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX organisations_was_by_n ON organisations_was (n, seq);

CREATE INDEX organisations_was_by_id ON organisations_was (id, seq);

CREATE TABLE officers (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "telephone" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX officers_by_id ON officers (id);

CREATE TABLE officers_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "name" TEXT,
    "post" TEXT,
    "telephone" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX officers_was_by_n ON officers_was (n, seq);

CREATE INDEX officers_was_by_id ON officers_was (id, seq);

CREATE TABLE matters (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "cases" INTEGER NOT NULL,
    "participants" INTEGER NOT NULL,
    "first_on" TEXT,
    "last_on" TEXT,
    "provisional" INTEGER NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX matters_by_id ON matters (id);

CREATE INDEX matters_by_cases ON matters ("cases", id);

CREATE INDEX matters_by_participants ON matters ("participants", id);

CREATE INDEX matters_by_last_on ON matters ("last_on", id);

CREATE TABLE matters_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "title" TEXT,
    "cases" INTEGER,
    "participants" INTEGER,
    "first_on" TEXT,
    "last_on" TEXT,
    "provisional" INTEGER,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX matters_was_by_n ON matters_was (n, seq);

CREATE INDEX matters_was_by_id ON matters_was (id, seq);

CREATE TABLE whistles (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "due_at" TEXT,
    "status" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "raised_from" TEXT,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX whistles_by_id ON whistles (id);

CREATE INDEX whistles_by_at ON whistles ("at", id);

CREATE INDEX whistles_by_status ON whistles ("status", id);

CREATE TABLE whistles_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "subject" TEXT,
    "at" TEXT,
    "due_at" TEXT,
    "status" TEXT,
    "result" TEXT,
    "kind" TEXT,
    "raised_from" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX whistles_was_by_n ON whistles_was (n, seq);

CREATE INDEX whistles_was_by_id ON whistles_was (id, seq);

CREATE TABLE meetings (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX meetings_by_id ON meetings (id);

CREATE INDEX meetings_by_kind ON meetings ("kind", id);

CREATE INDEX meetings_by_on ON meetings ("on", id);

CREATE TABLE meetings_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "kind" TEXT,
    "title" TEXT,
    "on" TEXT,
    "venue" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX meetings_was_by_n ON meetings_was (n, seq);

CREATE INDEX meetings_was_by_id ON meetings_was (id, seq);

CREATE TABLE decisions (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "due_on" TEXT,
    "done_on" TEXT,
    "status" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX decisions_by_id ON decisions (id);

CREATE INDEX decisions_by_on ON decisions ("on", id);

CREATE INDEX decisions_by_status ON decisions ("status", id);

CREATE TABLE decisions_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "text" TEXT,
    "on" TEXT,
    "due_on" TEXT,
    "done_on" TEXT,
    "status" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX decisions_was_by_n ON decisions_was (n, seq);

CREATE INDEX decisions_was_by_id ON decisions_was (id, seq);

CREATE TABLE mediations (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "started_on" TEXT NOT NULL,
    "ended_on" TEXT,
    "level" TEXT,
    "result" TEXT NOT NULL,
    "agreement" TEXT NOT NULL,
    "confirmed_on" TEXT,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX mediations_by_id ON mediations (id);

CREATE INDEX mediations_by_route ON mediations ("route", id);

CREATE INDEX mediations_by_started_on ON mediations ("started_on", id);

CREATE INDEX mediations_by_result ON mediations ("result", id);

CREATE TABLE mediations_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "route" TEXT,
    "started_on" TEXT,
    "ended_on" TEXT,
    "level" TEXT,
    "result" TEXT,
    "agreement" TEXT,
    "confirmed_on" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX mediations_was_by_n ON mediations_was (n, seq);

CREATE INDEX mediations_was_by_id ON mediations_was (id, seq);

CREATE TABLE visits (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "satisfied" INTEGER,
    "note" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX visits_by_id ON visits (id);

CREATE INDEX visits_by_on ON visits ("on", id);

CREATE INDEX visits_by_satisfied ON visits ("satisfied", id);

CREATE TABLE visits_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "on" TEXT,
    "mode" TEXT,
    "satisfied" INTEGER,
    "note" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX visits_was_by_n ON visits_was (n, seq);

CREATE INDEX visits_was_by_id ON visits_was (id, seq);

CREATE TABLE warnings (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "raised_on" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "handled_on" TEXT,
    "result" TEXT NOT NULL,
    "override_reason" TEXT NOT NULL,
    "override_by" TEXT NOT NULL,
    "review_on" TEXT,
    "computed" TEXT,
    "points" REAL NOT NULL,
    "rules" TEXT NOT NULL,
    "level_on" TEXT,
    "eased_on" TEXT,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX warnings_by_id ON warnings (id);

CREATE INDEX warnings_by_level ON warnings ("level", id);

CREATE INDEX warnings_by_raised_on ON warnings ("raised_on", id);

CREATE INDEX warnings_by_handled_on ON warnings ("handled_on", id);

CREATE TABLE warnings_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "level" TEXT,
    "raised_on" TEXT,
    "reasons" TEXT,
    "handled_on" TEXT,
    "result" TEXT,
    "override_reason" TEXT,
    "override_by" TEXT,
    "review_on" TEXT,
    "computed" TEXT,
    "points" REAL,
    "rules" TEXT,
    "level_on" TEXT,
    "eased_on" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX warnings_was_by_n ON warnings_was (n, seq);

CREATE INDEX warnings_was_by_id ON warnings_was (id, seq);

CREATE TABLE consultations (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "advice" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX consultations_by_id ON consultations (id);

CREATE INDEX consultations_by_mode ON consultations ("mode", id);

CREATE INDEX consultations_by_on ON consultations ("on", id);

CREATE TABLE consultations_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "subject" TEXT,
    "mode" TEXT,
    "on" TEXT,
    "advice" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX consultations_was_by_n ON consultations_was (n, seq);

CREATE INDEX consultations_was_by_id ON consultations_was (id, seq);

CREATE TABLE weekly_lists (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "community" TEXT NOT NULL,
    "submitted_on" TEXT,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX weekly_lists_by_id ON weekly_lists (id);

CREATE INDEX weekly_lists_by_week ON weekly_lists ("week", id);

CREATE INDEX weekly_lists_by_community ON weekly_lists ("community", id);

CREATE TABLE weekly_lists_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "title" TEXT,
    "week" TEXT,
    "community" TEXT,
    "submitted_on" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX weekly_lists_was_by_n ON weekly_lists_was (n, seq);

CREATE INDEX weekly_lists_was_by_id ON weekly_lists_was (id, seq);

CREATE TABLE batches (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "loaded_at" TEXT NOT NULL,
    "loaded_by" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "changes" INTEGER NOT NULL,
    "undos" INTEGER NOT NULL,
    "undone_at" TEXT,
    "undone_by" TEXT,
    "over" TEXT NOT NULL,
    "waiting_mentions" INTEGER NOT NULL,
    "waiting_cases" INTEGER NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX batches_by_id ON batches (id);

CREATE INDEX batches_by_digest ON batches ("digest", id);

CREATE INDEX batches_by_loaded_at ON batches ("loaded_at", id);

CREATE INDEX batches_by_state ON batches ("state", id);

CREATE TABLE batches_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "file" TEXT,
    "digest" TEXT,
    "mapping" TEXT,
    "loaded_at" TEXT,
    "loaded_by" TEXT,
    "rows" INTEGER,
    "rejected" INTEGER,
    "state" TEXT,
    "changes" INTEGER,
    "undos" INTEGER,
    "undone_at" TEXT,
    "undone_by" TEXT,
    "over" TEXT,
    "waiting_mentions" INTEGER,
    "waiting_cases" INTEGER,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX batches_was_by_n ON batches_was (n, seq);

CREATE INDEX batches_was_by_id ON batches_was (id, seq);

CREATE TABLE judgements (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "a" TEXT NOT NULL,
    "b" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "link_kind" TEXT,
    "by" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "until" TEXT,
    "evidence" TEXT NOT NULL,
    "split" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX judgements_by_id ON judgements (id);

CREATE INDEX judgements_by_kind ON judgements ("kind", id);

CREATE INDEX judgements_by_a ON judgements ("a", id);

CREATE INDEX judgements_by_b ON judgements ("b", id);

CREATE INDEX judgements_by_at ON judgements ("at", id);

CREATE TABLE judgements_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "kind" TEXT,
    "a" TEXT,
    "b" TEXT,
    "answer" TEXT,
    "link_kind" TEXT,
    "by" TEXT,
    "why" TEXT,
    "at" TEXT,
    "until" TEXT,
    "evidence" TEXT,
    "split" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX judgements_was_by_n ON judgements_was (n, seq);

CREATE INDEX judgements_was_by_id ON judgements_was (id, seq);

CREATE TABLE redirects (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "old" TEXT NOT NULL,
    "new" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX redirects_by_id ON redirects (id);

CREATE INDEX redirects_by_old ON redirects ("old", id);

CREATE INDEX redirects_by_new ON redirects ("new", id);

CREATE TABLE redirects_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "old" TEXT,
    "new" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX redirects_was_by_n ON redirects_was (n, seq);

CREATE INDEX redirects_was_by_id ON redirects_was (id, seq);

CREATE TABLE reveals (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX reveals_by_id ON reveals (id);

CREATE INDEX reveals_by_at ON reveals ("at", id);

CREATE TABLE reveals_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "purpose" TEXT,
    "what" TEXT,
    "by" TEXT,
    "at" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX reveals_was_by_n ON reveals_was (n, seq);

CREATE INDEX reveals_was_by_id ON reveals_was (id, seq);

CREATE TABLE settings (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX settings_by_id ON settings (id);

CREATE INDEX settings_by_name ON settings ("name", id);

CREATE TABLE settings_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "name" TEXT,
    "version" INTEGER,
    "body" TEXT,
    "by" TEXT,
    "at" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX settings_was_by_n ON settings_was (n, seq);

CREATE INDEX settings_was_by_id ON settings_was (id, seq);

CREATE TABLE gists (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "case" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "received_at" TEXT,
    "keys" TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX gists_by_id ON gists (id);

CREATE INDEX gists_by_case ON gists ("case", id);

CREATE INDEX gists_by_version ON gists ("version", id);

CREATE INDEX gists_by_digest ON gists ("digest", id);

CREATE TABLE gists_keys (value TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (value, n)) WITHOUT ROWID;

CREATE TABLE gists_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "case" TEXT,
    "version" INTEGER,
    "digest" TEXT,
    "received_at" TEXT,
    "keys" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX gists_was_by_n ON gists_was (n, seq);

CREATE INDEX gists_was_by_id ON gists_was (id, seq);

CREATE TABLE tasks (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL,
    "visible_to" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "case" TEXT,
    "organisation" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "due_at" TEXT NOT NULL,
    "ended_at" TEXT,
    "ending" TEXT,
    "paused_at" TEXT,
    "urged" INTEGER NOT NULL,
    "urged_at" TEXT,
    "basis" TEXT NOT NULL,
    "risk_at" TEXT,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX tasks_by_id ON tasks (id);

CREATE INDEX tasks_by_kind ON tasks ("kind", "due_at", id, "subject", "case", "organisation", "ended_at", "risk_at");

CREATE INDEX tasks_by_subject ON tasks ("subject", "due_at", id, "kind", "case", "organisation", "ended_at", "risk_at");

CREATE INDEX tasks_by_case ON tasks ("case", "due_at", id, "kind", "subject", "organisation", "ended_at", "risk_at");

CREATE INDEX tasks_by_organisation ON tasks ("organisation", "due_at", id, "kind", "subject", "case", "ended_at", "risk_at");

CREATE INDEX tasks_by_due_at ON tasks ("due_at", id, "kind", "subject", "case", "organisation", "ended_at", "risk_at");

CREATE INDEX tasks_by_ended_at ON tasks ("ended_at", "due_at", id, "kind", "subject", "case", "organisation", "risk_at");

CREATE INDEX tasks_by_risk_at ON tasks ("risk_at", "due_at", id, "kind", "subject", "case", "organisation", "ended_at");

CREATE TABLE tasks_was (
    n INTEGER NOT NULL,
    "id" TEXT,
    "visible_to" TEXT,
    "kind" TEXT,
    "title" TEXT,
    "subject" TEXT,
    "case" TEXT,
    "organisation" TEXT,
    "opened_at" TEXT,
    "due_at" TEXT,
    "ended_at" TEXT,
    "ending" TEXT,
    "paused_at" TEXT,
    "urged" INTEGER,
    "urged_at" TEXT,
    "basis" TEXT,
    "risk_at" TEXT,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX tasks_was_by_n ON tasks_was (n, seq);

CREATE INDEX tasks_was_by_id ON tasks_was (id, seq);

CREATE TABLE edge (
    e INTEGER PRIMARY KEY,
    type INTEGER NOT NULL,
    source INTEGER NOT NULL,
    target INTEGER NOT NULL,
    key TEXT NOT NULL,
    "accepted" INTEGER,
    "also" TEXT,
    "at" TEXT,
    "basis" TEXT,
    "certainty" TEXT,
    "doubt" TEXT,
    "giver" TEXT,
    "kind" TEXT,
    "left_open" INTEGER,
    "origin" TEXT,
    "post" TEXT,
    "reason" TEXT,
    "reasons" TEXT,
    "relation" TEXT,
    "reported_at" TEXT,
    "result" TEXT,
    "role" TEXT,
    "since" TEXT,
    "status" TEXT,
    "tenure" TEXT,
    "until" TEXT,
    "weight" REAL,
    seq INTEGER NOT NULL
);

CREATE UNIQUE INDEX edge_out ON edge (source, type, target, key);

CREATE INDEX edge_back ON edge (target, type, source);

CREATE INDEX edge_handed_to ON edge (source, target) WHERE type = 13;

CREATE INDEX edge_linked ON edge (source, target) WHERE type = 17;

CREATE INDEX edge_may_be ON edge (source, target) WHERE type = 26;

CREATE TABLE edge_was (
    e INTEGER NOT NULL,
    type INTEGER NOT NULL,
    source INTEGER NOT NULL,
    target INTEGER NOT NULL,
    key TEXT NOT NULL,
    "accepted" INTEGER,
    "also" TEXT,
    "at" TEXT,
    "basis" TEXT,
    "certainty" TEXT,
    "doubt" TEXT,
    "giver" TEXT,
    "kind" TEXT,
    "left_open" INTEGER,
    "origin" TEXT,
    "post" TEXT,
    "reason" TEXT,
    "reasons" TEXT,
    "relation" TEXT,
    "reported_at" TEXT,
    "result" TEXT,
    "role" TEXT,
    "since" TEXT,
    "status" TEXT,
    "tenure" TEXT,
    "until" TEXT,
    "weight" REAL,
    seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL
);

CREATE INDEX edge_was_by_e ON edge_was (e, seq);

CREATE INDEX edge_was_out ON edge_was (source, type, target);

CREATE INDEX edge_was_back ON edge_was (target, type, source);

CREATE VIEW mentioned_in AS SELECT source, target, key, "role" FROM edge WHERE type = 0;

CREATE VIEW stated_at AS SELECT source, target, key, "tenure", "since", "until", "also" FROM edge WHERE type = 1;

CREATE VIEW refers_to AS SELECT source, target, key, "basis", "certainty", "reason", "weight" FROM edge WHERE type = 2;

CREATE VIEW party_to AS SELECT source, target, key, "role", "since", "certainty", "origin" FROM edge WHERE type = 3;

CREATE VIEW lives_in AS SELECT source, target, key, "since", "until", "origin" FROM edge WHERE type = 4;

CREATE VIEW owns AS SELECT source, target, key, "since", "until", "origin" FROM edge WHERE type = 5;

CREATE VIEW rents AS SELECT source, target, key, "since", "until", "origin" FROM edge WHERE type = 6;

CREATE VIEW kin_of AS SELECT source, target, key, "relation", "origin" FROM edge WHERE type = 7;

CREATE VIEW employed_by AS SELECT source, target, key, "since", "until", "origin" FROM edge WHERE type = 8;

CREATE VIEW in_ AS SELECT source, target, key FROM edge WHERE type = 9;

CREATE VIEW at AS SELECT source, target, key FROM edge WHERE type = 10;

CREATE VIEW covers AS SELECT source, target, key, "since", "until" FROM edge WHERE type = 11;

CREATE VIEW received_by AS SELECT source, target, key, "at" FROM edge WHERE type = 12;

CREATE VIEW handed_to AS SELECT source, target, key, "at", "giver", "accepted", "reason" FROM edge WHERE type = 13;

CREATE VIEW led_by AS SELECT source, target, key, "since", "until" FROM edge WHERE type = 14;

CREATE VIEW helped_by AS SELECT source, target, key, "since", "until" FROM edge WHERE type = 15;

CREATE VIEW member_of AS SELECT source, target, key, "post", "since", "until" FROM edge WHERE type = 16;

CREATE VIEW linked AS SELECT source, target, key, "kind", "certainty", "basis", "weight", "reasons", "left_open" FROM edge WHERE type = 17;

CREATE VIEW part_of AS SELECT source, target, key, "certainty" FROM edge WHERE type = 18;

CREATE VIEW about AS SELECT source, target, key FROM edge WHERE type = 19;

CREATE VIEW by_ AS SELECT source, target, key FROM edge WHERE type = 20;

CREATE VIEW calls AS SELECT source, target, key, "reported_at", "result" FROM edge WHERE type = 21;

CREATE VIEW attended_by AS SELECT source, target, key FROM edge WHERE type = 22;

CREATE VIEW decided_at AS SELECT source, target, key FROM edge WHERE type = 23;

CREATE VIEW advice_for AS SELECT source, target, key FROM edge WHERE type = 24;

CREATE VIEW lists AS SELECT source, target, key, "status" FROM edge WHERE type = 25;

CREATE VIEW may_be AS SELECT source, target, key, "weight", "reason", "doubt" FROM edge WHERE type = 26;

CREATE VIEW reports_to AS SELECT source, target, key, "since", "until" FROM edge WHERE type = 27;
