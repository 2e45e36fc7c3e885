// Struct layouts of the Arrow C data and stream interfaces and of ADBC 1.0.0, after their public
// specifications. Only layouts: no Arrow or ADBC library is linked. Functions that are not called
// are kept as plain slots of pointer size.
#ifndef LIFTWERK_CARROW_H
#define LIFTWERK_CARROW_H
#include <stdint.h>

struct ArrowSchema {
  const char *format, *name, *metadata;
  int64_t flags, n_children;
  struct ArrowSchema **children, *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length, null_count, offset, n_buffers, n_children;
  const void **buffers;
  struct ArrowArray **children, *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};

// The tail beyond `release` is what ADBC 1.1.0 adds; it stays zero.
struct AdbcError {
  char *message;
  int32_t vendor_code;
  char sqlstate[5];
  void (*release)(struct AdbcError *);
  void *later[2];
};

// Database, connection and statement share one layout.
struct AdbcHandle {
  void *private_data, *private_driver;
};

struct AdbcDriver {
  void *private_data, *private_manager;
  uint8_t (*release)(struct AdbcDriver *, struct AdbcError *);

  uint8_t (*database_init)(struct AdbcHandle *, struct AdbcError *);
  uint8_t (*database_new)(struct AdbcHandle *, struct AdbcError *);
  uint8_t (*database_set_option)(struct AdbcHandle *, const char *key, const char *value,
                                 struct AdbcError *);
  uint8_t (*database_release)(struct AdbcHandle *, struct AdbcError *);

  void *connection_commit, *connection_info, *connection_objects, *connection_table_schema,
      *connection_table_types;
  uint8_t (*connection_init)(struct AdbcHandle *, struct AdbcHandle *database,
                             struct AdbcError *);
  uint8_t (*connection_new)(struct AdbcHandle *, struct AdbcError *);
  void *connection_set_option, *connection_read_partition;
  uint8_t (*connection_release)(struct AdbcHandle *, struct AdbcError *);
  void *connection_rollback;

  void *statement_bind, *statement_bind_stream;
  uint8_t (*statement_execute_query)(struct AdbcHandle *, struct ArrowArrayStream *, int64_t *rows,
                                     struct AdbcError *);
  void *statement_execute_partitions, *statement_parameter_schema;
  uint8_t (*statement_new)(struct AdbcHandle *connection, struct AdbcHandle *, struct AdbcError *);
  void *statement_prepare;
  uint8_t (*statement_release)(struct AdbcHandle *, struct AdbcError *);
  void *statement_set_option;
  uint8_t (*statement_set_sql_query)(struct AdbcHandle *, const char *, struct AdbcError *);
  void *statement_set_substrait_plan;

  // Room for drivers that fill in a later version than they were asked for.
  void *later[64];
};

typedef uint8_t (*AdbcEntryPoint)(int version, void *driver, struct AdbcError *);

#endif
