@NullMarked
package pms.query.audit;

import org.jspecify.annotations.NullMarked;
