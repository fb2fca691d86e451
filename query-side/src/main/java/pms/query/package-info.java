/** The query-side: what the events say of patients, ready to be read. */
@NullMarked
package pms.query;

import org.jspecify.annotations.NullMarked;
