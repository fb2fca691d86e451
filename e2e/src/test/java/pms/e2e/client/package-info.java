/** Tests of the callers themselves: a reader that loses events would find faults that are not there. */
@NullMarked
package pms.e2e.client;

import org.jspecify.annotations.NullMarked;
