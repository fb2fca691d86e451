/** {@code pms feed} and {@code pms events}: the events, as the gateway shows them to a user. */
@NullMarked
package pms.cli.feed;

import org.jspecify.annotations.NullMarked;
