package dev.demo;

import java.util.List;

/** What crew members do for others, with what skills and tools. */
enum Craft {
    VIDEO(
            "Videographer",
            "Camera, Lighting, Gimbal, Interviews",
            "Sony FX3, DJI RS 4, Aputure 300d",
            "Documentary, Weddings"),
    EDITING(
            "Video editor",
            "Premiere Pro, DaVinci Resolve, After Effects",
            "Mac Studio, Loupedeck",
            "Reels, Long-form"),
    PHOTO(
            "Photographer",
            "Portraits, Retouching, Lightroom, Studio light",
            "Canon R5, Godox AD200",
            "Portraits, Products"),
    SOUND(
            "Sound engineer",
            "Recording, Mixing, Podcasts, Pro Tools",
            "Zoom F8, Sennheiser MKH 416",
            "Podcasts, Film sound"),
    DRONE("Drone pilot", "Aerial video, FPV, Mapping", "DJI Mavic 3, DJI Avata 2", "Landscapes, Real estate"),
    MAKE_UP("Make-up artist", "Make-up, Hair styling, Special effects", "Make-up kit, Ring light", "Bridal, Editorial"),
    DESIGN(
            "Graphic designer",
            "Illustrator, Figma, Branding, Thumbnails",
            "iPad Pro, MacBook Pro",
            "Branding, Thumbnails"),
    SOCIAL("Social media manager", "Copywriting, Scheduling, Analytics, Ads", "MacBook Pro", "TikTok, Community"),
    ANIMATION(
            "Motion designer", "After Effects, Blender, Cinema 4D", "Workstation, Wacom tablet", "Explainers, Titles");

    private final String title;
    private final String skills;
    private final String equipment;
    private final String specializations;

    Craft(String title, String skills, String equipment, String specializations) {
        this.title = title;
        this.skills = skills;
        this.equipment = equipment;
        this.specializations = specializations;
    }

    String title() {
        return title;
    }

    List<String> skills() {
        return List.of(skills.split(", ", -1));
    }

    List<String> equipment() {
        return List.of(equipment.split(", ", -1));
    }

    List<String> specializations() {
        return List.of(specializations.split(", ", -1));
    }
}
