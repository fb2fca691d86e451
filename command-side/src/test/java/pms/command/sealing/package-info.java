@NullMarked
package pms.command.sealing;

import org.jspecify.annotations.NullMarked;
