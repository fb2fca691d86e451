/** Tests of the encounters. */
@NullMarked
package pms.query.encounter;

import org.jspecify.annotations.NullMarked;
