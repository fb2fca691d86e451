/** Tests of the erasures. */
@NullMarked
package pms.query.erasure;

import org.jspecify.annotations.NullMarked;
