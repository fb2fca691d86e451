/** What the HTTP server answers by itself, before any filter has seen the request: a problem like any other. */
@NullMarked
package pms.gateway.server;

import org.jspecify.annotations.NullMarked;
