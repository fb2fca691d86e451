@NullMarked
package pms.gateway.audit;

import org.jspecify.annotations.NullMarked;
