/** Guards the contracts: that a breaking change of a {@code .proto} file stops the build. */
@NullMarked
package pms.schema;

import org.jspecify.annotations.NullMarked;
