/** Health, documentation and the seed. */
@NullMarked
package pms.e2e.operations;

import org.jspecify.annotations.NullMarked;
