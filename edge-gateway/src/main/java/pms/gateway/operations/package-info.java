/** What administrators do to the running system from outside: each change is on record first. */
@NullMarked
package pms.gateway.operations;

import org.jspecify.annotations.NullMarked;
