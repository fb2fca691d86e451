/** Tests of the keys. */
@NullMarked
package pms.query.keys;

import org.jspecify.annotations.NullMarked;
