@NullMarked
package pms.command.audit;

import org.jspecify.annotations.NullMarked;
