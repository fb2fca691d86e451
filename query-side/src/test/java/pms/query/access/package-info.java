/** Tests of who gets in. */
@NullMarked
package pms.query.access;

import org.jspecify.annotations.NullMarked;
