/** Seals what is personal in events, keeps the keys for it, and destroys them. See docs/privacy.md of the project. */
@NullMarked
package pms.command.sealing;

import org.jspecify.annotations.NullMarked;
