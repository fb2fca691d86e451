/** More than one instance can do. */
@NullMarked
package pms.query.overload;

import org.jspecify.annotations.NullMarked;
