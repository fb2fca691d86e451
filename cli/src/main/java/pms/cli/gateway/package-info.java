/** A client of the gateway, as any outside program could have it. */
@NullMarked
package pms.cli.gateway;

import org.jspecify.annotations.NullMarked;
