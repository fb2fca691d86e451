/** The keys that open personal data: asked for by gRPC, kept for a minute at most, forgotten at once when erased. */
@NullMarked
package pms.query.keys;

import org.jspecify.annotations.NullMarked;
