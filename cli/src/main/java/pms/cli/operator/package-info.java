/** Calls that only the operator of a system may make, on the doors inside. */
@NullMarked
package pms.cli.operator;

import org.jspecify.annotations.NullMarked;
