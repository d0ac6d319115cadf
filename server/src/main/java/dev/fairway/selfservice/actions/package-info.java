/** Actions and automations: their forms, what triggers them, what they call, and who may execute and approve them. */
@NullMarked
package dev.fairway.selfservice.actions;

import org.jspecify.annotations.NullMarked;
