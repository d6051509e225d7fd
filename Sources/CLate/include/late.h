#pragma once
/* libcurl and libpq are loaded when the first of their functions is called, not when the server starts: they bring thirty
   libraries with them (Kerberos, LDAP, SSH, another TLS), a fifth of the start and 5 MB, and a server on SQLite that calls
   nobody needs neither. Each function that Martlet calls stands here under its own name and hands on to the real one; the
   program is not linked with the libraries, so one that is missing here is missed when it is linked.
   docs/decisions/0008-late-libraries.md */
