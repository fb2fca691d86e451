/** The connection to the gateway's own database, shared by the features that store something. */
@NullMarked
package pms.gateway.database;

import org.jspecify.annotations.NullMarked;
