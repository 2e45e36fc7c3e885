// An ADBC driver without a database, for tests: it answers what the room asks, or lies in the way
// that the option `fault` names. `fake_live` counts what was made and not released.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CArrow.h"

static int live;
int fake_live(void) { return live; }

struct database {
  char fault[64], password[64];
};
struct statement {
  struct database *database;
  char kind;  // z: zone, p: probe, s: summary, a: answer
};

static int is(struct database *d, const char *fault) { return strcmp(d->fault, fault) == 0; }

static void error_release(struct AdbcError *e) {
  free(e->message);
  e->release = 0;
  live--;
}
static uint8_t fail(struct AdbcError *e, struct database *d, uint8_t status) {
  e->message = malloc(300);
  // What a hostile or careless engine may say: control characters and the password.
  snprintf(e->message, 300, "no\x1b[31m way\x07 for %s (password=%s)", d->fault, d->password);
  memcpy(e->sqlstate, "42703", 5);
  e->release = error_release;
  live++;
  return status;
}

static uint8_t database_new(struct AdbcHandle *h, struct AdbcError *e) {
  h->private_data = calloc(1, sizeof(struct database));
  live++;
  return 0;
}
static uint8_t database_set(struct AdbcHandle *h, const char *k, const char *v,
                            struct AdbcError *e) {
  struct database *d = h->private_data;
  char *target = !strcmp(k, "fault") ? d->fault : !strcmp(k, "password") ? d->password : 0;
  if (target) snprintf(target, 64, "%s", v);
  return target || !strcmp(k, "uri") ? 0 : fail(e, d, 2);
}
static uint8_t database_init(struct AdbcHandle *h, struct AdbcError *e) {
  struct database *d = h->private_data;
  return is(d, "init") ? fail(e, d, 10) : 0;
}
static uint8_t handle_release(struct AdbcHandle *h, struct AdbcError *e) {
  free(h->private_data);
  h->private_data = 0;
  live--;
  return 0;
}
static uint8_t connection_new(struct AdbcHandle *h, struct AdbcError *e) {
  h->private_data = calloc(1, sizeof(void *));
  live++;
  return 0;
}
static uint8_t connection_init(struct AdbcHandle *h, struct AdbcHandle *db, struct AdbcError *e) {
  *(void **)h->private_data = db->private_data;
  struct database *d = db->private_data;
  return is(d, "login") ? fail(e, d, 13) : is(d, "connect") ? fail(e, d, 9) : 0;
}
static uint8_t statement_new(struct AdbcHandle *c, struct AdbcHandle *h, struct AdbcError *e) {
  struct statement *s = calloc(1, sizeof *s);
  s->database = *(void **)c->private_data;
  h->private_data = s;
  live++;
  return 0;
}
static uint8_t statement_set(struct AdbcHandle *h, const char *sql, struct AdbcError *e) {
  struct statement *s = h->private_data;
  s->kind = strstr(sql, "1970-01-01") ? 'z' : strstr(sql, "WHERE 1 = 0") ? 'p' : strstr(sql, "AS x14") ? 's' : 'a';
  return 0;
}

struct column {
  const char *format;
  const void *buffers[3];
  int n_buffers;
  int64_t length, null_count;
};

struct answer {
  struct database *database;
  char kind;
  int given, columns;
  struct column column[15];
};

static void schema_release(struct ArrowSchema *s) {
  // `n_children` may lie.
  for (intptr_t i = 0; s->children && i < (intptr_t)s->private_data; i++) {
      if (s->children[i]->release) s->children[i]->release(s->children[i]);
      free(s->children[i]);
    }
  free(s->children);
  s->release = 0;
  live--;
}
static void array_release(struct ArrowArray *a) {
  for (intptr_t i = 0; a->children && i < (intptr_t)a->private_data; i++) {
      if (a->children[i]->release) a->children[i]->release(a->children[i]);
      free(a->children[i]);
    }
  free(a->children);
  free(a->buffers);
  a->release = 0;
  live--;
}
static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *s) {
  struct answer *a = stream->private_data;
  int answers = a->kind == 'a';
  memset(s, 0, sizeof *s);
  if (answers && is(a->database, "schema-error")) return EINVAL;
  s->format = answers && is(a->database, "no-table") ? "i" : "+s";
  s->n_children = a->columns;
  s->release = schema_release;
  live++;
  if (answers && is(a->database, "no-children")) return 0;
  if (answers && is(a->database, "released-schema")) {
    schema_release(s);
    return 0;
  }
  s->children = calloc(a->columns, sizeof *s->children);
  s->private_data = (void *)(intptr_t)a->columns;
  for (int i = 0; i < a->columns; i++) {
    struct ArrowSchema *c = s->children[i] = calloc(1, sizeof *c);
    c->format = a->column[i].format;
    c->name = "c";
    c->release = schema_release;
    if (answers && is(a->database, "dictionary")) c->dictionary = s;
    live++;
  }
  if (answers && is(a->database, "many-columns")) s->n_children = 1 << 20;
  if (answers && is(a->database, "negative-columns")) s->n_children = -1;
  return 0;
}
static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *r) {
  struct answer *a = stream->private_data;
  memset(r, 0, sizeof *r);
  int answers = a->kind == 'a';
  if (answers && a->given == 1 && is(a->database, "drop")) return EIO;
  if (answers && a->given == 1 && is(a->database, "late-refusal")) return EINVAL;
  if (a->given == (answers ? 3 : 1) || a->kind == 'p') return 0;
  a->given++;
  r->length = a->column[0].length;
  r->n_buffers = 1;
  r->buffers = calloc(1, sizeof(void *));
  r->n_children = a->columns;
  r->children = calloc(a->columns, sizeof *r->children);
  r->private_data = (void *)(intptr_t)a->columns;
  r->release = array_release;
  live++;
  for (int i = 0; i < a->columns; i++) {
    struct ArrowArray *c = r->children[i] = calloc(1, sizeof *c);
    c->length = a->column[i].length;
    c->null_count = a->column[i].null_count;
    c->n_buffers = a->column[i].n_buffers;
    c->buffers = calloc(3, sizeof(void *));
    memcpy(c->buffers, a->column[i].buffers, 3 * sizeof(void *));
    c->release = array_release;
    live++;
  }
  if (!answers) return 0;
  if (is(a->database, "huge")) r->length = INT64_MAX;
  if (is(a->database, "negative-length")) r->length = -5;
  if (is(a->database, "huge-offset")) r->children[1]->offset = INT64_MAX;
  if (is(a->database, "negative-offset")) r->children[1]->offset = -1;
  if (is(a->database, "short")) r->children[1]->length = 0;
  if (is(a->database, "missing-column")) r->n_children--;
  if (is(a->database, "released-column")) array_release(r->children[2]);
  if (is(a->database, "null-rows")) r->null_count = 1;
  return 0;
}
static const char *get_last_error(struct ArrowArrayStream *stream) {
  struct answer *a = stream->private_data;
  static char text[200];
  snprintf(text, sizeof text, "line broke\x1b[0m (%s)", a->database->password);
  return text;
}
static void stream_release(struct ArrowArrayStream *stream) {
  free(stream->private_data);
  stream->release = 0;
  live--;
}

static const int64_t zero[2] = {0, 0}, one[2] = {1, 1}, two[2] = {2, 2}, minus[2] = {-1, -1};
static const double half[2] = {0.5, 0.5};
static const int64_t counts[15][1] = {{4}, {2}, {0}, {0}, {0}, {1}, {0}, {0}, {5}, {1}, {9}, {1}, {0}, {0}, {0}};
static const int32_t offsets[3] = {0, 3, 4}, decreasing[3] = {0, 3, 1}, negative[3] = {-7, 3, 4};
static const int64_t far_offsets[3] = {0, 3, INT64_MAX};
static const char text[] = "a\x1f" "bc", bad[] = "\xff\xfe\xfd\xfc", hole[] = "a\x1f\x1fz";
static const uint8_t none = 0;

static struct column numbers(const void *values) {
  return (struct column){"l", {0, values, 0}, 2, 2, 0};
}

static uint8_t execute(struct AdbcHandle *h, struct ArrowArrayStream *stream, int64_t *rows,
                       struct AdbcError *e) {
  struct statement *s = h->private_data;
  struct database *d = s->database;
  if (!stream) return 0;
  if (s->kind == 'a' && is(d, "refuse")) return fail(e, d, 5);
  if (s->kind == 'a' && is(d, "lost")) return fail(e, d, 10);
  struct answer *a = calloc(1, sizeof *a);
  a->database = d;
  a->kind = s->kind;
  live++;
  *stream = (struct ArrowArrayStream){get_schema, get_next, get_last_error, stream_release, a};
  if (s->kind == 'p') {
    a->columns = 4;
    for (int i = 0; i < 4; i++) a->column[i].format = i == 1 ? "tsu:UTC" : i == 3 ? "i" : "u";
    return 0;
  }
  if (s->kind == 'z') {
    a->columns = 1;
    a->column[0] = (struct column){"l", {0, is(d, "zone") ? one : zero, 0}, 2, 1, 0};
    return 0;
  }
  if (s->kind == 's') {
    a->columns = 15;
    for (int i = 0; i < 15; i++)
      a->column[i] = (struct column){"l", {0, counts[i], 0}, 2, 1, 0};
    return 0;
  }
  a->columns = 5;
  a->column[0] = (struct column){"u", {0, offsets, text}, 3, 2, 0};
  for (int i = 1; i < 5; i++) a->column[i] = numbers(one);
  struct column *p = &a->column[0], *n = &a->column[1];
  if (is(d, "columns")) a->columns = 4;
  if (is(d, "text-number")) n->format = "u", n->n_buffers = 3, n->buffers[1] = offsets, n->buffers[2] = text;
  if (is(d, "list")) n->format = "+l";
  if (is(d, "nonsense-format")) n->format = "\xff\xff";
  if (is(d, "fraction")) n->format = "g", n->buffers[1] = half;
  if (is(d, "number-path")) *p = numbers(one);
  if (is(d, "decreasing")) p->buffers[1] = decreasing;
  if (is(d, "negative")) p->buffers[1] = negative;
  if (is(d, "far")) p->format = "U", p->buffers[1] = far_offsets;
  if (is(d, "no-data")) p->buffers[2] = 0;
  if (is(d, "no-offsets")) p->buffers[1] = 0;
  if (is(d, "no-values")) n->buffers[1] = 0;
  if (is(d, "few-buffers")) n->n_buffers = 1;
  if (is(d, "no-bitmap")) n->null_count = 1;
  if (is(d, "many-nulls")) n->null_count = 99;
  if (is(d, "null-number")) n->null_count = 2, n->buffers[0] = &none;
  if (is(d, "bad-utf8")) p->buffers[2] = bad;
  if (is(d, "hole")) p->buffers[2] = hole;
  if (is(d, "counts")) a->column[2] = numbers(two);
  if (is(d, "negative-count")) *n = numbers(minus);
  if (is(d, "released-stream")) {
    stream_release(stream);
    return 0;
  }
  if (is(d, "empty-stream")) stream->get_next = 0;
  return 0;
}

uint8_t FakeInit(int version, void *driver, struct AdbcError *e) {
  struct AdbcDriver *d = driver;
  if (version != 1000000) return 2;
  d->database_new = database_new;
  d->database_set_option = database_set;
  d->database_init = database_init;
  d->database_release = handle_release;
  d->connection_new = connection_new;
  d->connection_init = connection_init;
  d->connection_release = handle_release;
  d->statement_new = statement_new;
  d->statement_set_sql_query = statement_set;
  d->statement_execute_query = execute;
  d->statement_release = handle_release;
  return 0;
}
uint8_t FakeEmptyInit(int version, void *driver, struct AdbcError *e) { return 0; }
uint8_t FakeOldInit(int version, void *driver, struct AdbcError *e) { return 2; }
