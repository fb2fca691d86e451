/** The directory: patients as they are now, listed, searched and one by one. */
@NullMarked
package pms.query.directory;

import org.jspecify.annotations.NullMarked;
