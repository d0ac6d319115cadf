package dev.fairway.clusters;

/** Something that was seen to happen to an object. @param object as it was last */
public record Sight(Happening happening, Manifest object) {

    public enum Happening {
        /** It is there; also said of what was there when the watch began. */
        THERE,
        CHANGED,
        GONE
    }
}
