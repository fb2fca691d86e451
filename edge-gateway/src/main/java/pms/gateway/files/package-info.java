/** Files out of the jar for browsers: read and zipped once, and sent no faster than they are taken. */
@NullMarked
package pms.gateway.files;

import org.jspecify.annotations.NullMarked;
