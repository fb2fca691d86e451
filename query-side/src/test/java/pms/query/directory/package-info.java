/** Tests of the directory. */
@NullMarked
package pms.query.directory;

import org.jspecify.annotations.NullMarked;
