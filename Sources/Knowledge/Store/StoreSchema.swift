import GRDB

/// The store's tables, by the migrations that made them.
enum StoreSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: documents, chunks, vectors, terms") { database in
      // A removed document leaves its name, hash and times; text and chunks are gone.
      try database.execute(
        sql: """
          CREATE TABLE document (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL, title TEXT,
            source TEXT NOT NULL, format TEXT NOT NULL, language TEXT, region TEXT,
            tags TEXT NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL, added REAL NOT NULL,
            expires REAL, superseded REAL, removed REAL, UNIQUE (name, version));
          CREATE TABLE chunk (
            id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
            number INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            heading TEXT NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL, sketch BLOB NOT NULL,
            twin INTEGER NOT NULL, UNIQUE (document, number));
          CREATE TABLE band (
            key INTEGER NOT NULL, chunk INTEGER NOT NULL REFERENCES chunk ON DELETE CASCADE,
            PRIMARY KEY (key, chunk)) WITHOUT ROWID;
          CREATE INDEX band_of_chunk ON band (chunk);
          CREATE TABLE vector (
            chunk INTEGER NOT NULL REFERENCES chunk ON DELETE CASCADE, model TEXT NOT NULL,
            numbers BLOB NOT NULL, PRIMARY KEY (chunk, model));
          CREATE TABLE term (
            document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, number INTEGER NOT NULL,
            term TEXT NOT NULL, preferred TEXT NOT NULL, forbidden TEXT NOT NULL, language TEXT,
            PRIMARY KEY (document, number)) WITHOUT ROWID;
          CREATE TABLE change (
            id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL);
          INSERT INTO change VALUES (1, 0);
          CREATE VIRTUAL TABLE passage USING fts5 (
            heading, body, tokenize = "porter unicode61 remove_diacritics 2");
          """)
    }
    return migrator
  }
}
