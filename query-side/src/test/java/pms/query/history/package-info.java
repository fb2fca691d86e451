/** Tests of the history. */
@NullMarked
package pms.query.history;

import org.jspecify.annotations.NullMarked;
