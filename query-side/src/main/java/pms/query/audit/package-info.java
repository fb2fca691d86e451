/** Puts on record who reads which patient, before the answer goes out. */
@NullMarked
package pms.query.audit;

import org.jspecify.annotations.NullMarked;
