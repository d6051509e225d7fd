#include "library.h"

#include <postgresql/libpq-fe.h>

#define LIBRARY "libpq.so.5"
#define PACKAGE "libpq5"

LATE(PGconn *, PQconnectdbParams, (const char *const *keys, const char *const *values, int expand), (keys, values, expand))
LATE(void, PQfinish, (PGconn *c), (c))
LATE(ConnStatusType, PQstatus, (const PGconn *c), (c))
LATE(char *, PQerrorMessage, (const PGconn *c), (c))
LATE(int, PQsocket, (const PGconn *c), (c))
LATE(PQnoticeReceiver, PQsetNoticeReceiver, (PGconn *c, PQnoticeReceiver receiver, void *data), (c, receiver, data))
LATE(PGresult *, PQexec, (PGconn *c, const char *sql), (c, sql))
LATE(PGresult *, PQexecParams,
     (PGconn *c, const char *sql, int n, const Oid *types, const char *const *values, const int *lengths, const int *formats, int format),
     (c, sql, n, types, values, lengths, formats, format))
LATE(PGresult *, PQprepare, (PGconn *c, const char *name, const char *sql, int n, const Oid *types), (c, name, sql, n, types))
LATE(PGresult *, PQexecPrepared,
     (PGconn *c, const char *name, int n, const char *const *values, const int *lengths, const int *formats, int format),
     (c, name, n, values, lengths, formats, format))
LATE(int, PQsendQueryParams,
     (PGconn *c, const char *sql, int n, const Oid *types, const char *const *values, const int *lengths, const int *formats, int format),
     (c, sql, n, types, values, lengths, formats, format))
LATE(int, PQsendQueryPrepared,
     (PGconn *c, const char *name, int n, const char *const *values, const int *lengths, const int *formats, int format),
     (c, name, n, values, lengths, formats, format))
LATE(int, PQenterPipelineMode, (PGconn *c), (c))
LATE(int, PQexitPipelineMode, (PGconn *c), (c))
LATE(int, PQpipelineSync, (PGconn *c), (c))
LATE(int, PQconsumeInput, (PGconn *c), (c))
LATE(PGnotify *, PQnotifies, (PGconn *c), (c))
LATE(PGresult *, PQgetResult, (PGconn *c), (c))
LATE(ExecStatusType, PQresultStatus, (const PGresult *r), (r))
LATE(char *, PQresultErrorField, (const PGresult *r, int field), (r, field))
LATE(char *, PQcmdStatus, (PGresult *r), (r))
LATE(char *, PQcmdTuples, (PGresult *r), (r))
LATE(int, PQntuples, (const PGresult *r), (r))
LATE(int, PQgetisnull, (const PGresult *r, int row, int column), (r, row, column))
LATE(int, PQgetlength, (const PGresult *r, int row, int column), (r, row, column))
LATE(char *, PQgetvalue, (const PGresult *r, int row, int column), (r, row, column))
LATE(void, PQclear, (PGresult *r), (r))
LATE(void, PQfreemem, (void *p), (p))
