import GRDB

/// The ledger's tables, by the migrations that made them.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: versions, decisions, outcomes") { database in
      try database.execute(
        sql: """
          CREATE TABLE setting (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
          CREATE TABLE version (
            id INTEGER PRIMARY KEY, time REAL NOT NULL, allocation TEXT NOT NULL,
            history TEXT NOT NULL);
          CREATE TABLE share (
            version INTEGER NOT NULL REFERENCES version, arm TEXT NOT NULL, share REAL NOT NULL
              CHECK (share >= 0 AND share <= 1),
            PRIMARY KEY (version, arm)) WITHOUT ROWID;
          CREATE TABLE decision (
            id INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES version, arm TEXT,
            propensity REAL NOT NULL CHECK (propensity > 0 AND propensity <= 1),
            time REAL NOT NULL);
          CREATE TABLE batch (
            hash TEXT PRIMARY KEY, name TEXT NOT NULL, time REAL NOT NULL, rows INTEGER NOT NULL)
            WITHOUT ROWID;
          CREATE TABLE outcome (
            key TEXT PRIMARY KEY, decision INTEGER NOT NULL REFERENCES decision, time REAL NOT NULL,
            conversions REAL NOT NULL, value REAL NOT NULL, cost REAL NOT NULL,
            reached REAL NOT NULL, batch TEXT) WITHOUT ROWID;
          CREATE INDEX outcome_of_decision ON outcome (decision);
          CREATE TABLE event (
            id INTEGER PRIMARY KEY, time REAL NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL);
          """)
    }
    return migrator
  }
}
