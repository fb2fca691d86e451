/** Arrays as parameters of statements, in the form in which PostgreSQL keeps them. */
@NullMarked
package pms.projection.arrays;

import org.jspecify.annotations.NullMarked;
