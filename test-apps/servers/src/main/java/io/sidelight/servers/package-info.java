/** PostgreSQL and Redis as child processes, from archives on the class path. */
package io.sidelight.servers;
