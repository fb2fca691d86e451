/** Tests of the whole service. */
@NullMarked
package pms.query;

import org.jspecify.annotations.NullMarked;
