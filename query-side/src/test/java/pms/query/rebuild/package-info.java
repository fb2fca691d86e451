/** The views of patients, built anew. */
@NullMarked
package pms.query.rebuild;

import org.jspecify.annotations.NullMarked;
