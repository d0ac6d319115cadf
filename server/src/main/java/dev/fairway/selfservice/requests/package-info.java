/** What people and programs ask for: judged, approved or declined, begun, and shown. */
@NullMarked
package dev.fairway.selfservice.requests;

import org.jspecify.annotations.NullMarked;
