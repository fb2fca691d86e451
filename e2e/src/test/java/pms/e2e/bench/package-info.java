/** Tests of the measuring itself. */
@NullMarked
package pms.e2e.bench;

import org.jspecify.annotations.NullMarked;
