package dev.userservice.search;

/** A field of short values that can be filtered by and counted: its parameter, its document field, its column. */
enum Label {
    NICHE("niche", "primaryNiche", "primary_niche"),
    CATEGORY("category", "contentCategories", "content_categories"),
    PLATFORM("platform", "primaryPlatform", "primary_platform"),
    INDUSTRY("industry", "industry", "industry"),
    COMPANY_TYPE("companyType", "companyType", "company_type"),
    SKILL("skills", "crewSkills", "crew_skills"),
    EXPERIENCE_LEVEL("experienceLevel", "experienceLevel", "experience_level"),
    AVAILABILITY("availability", "availability", "availability"),
    WORK_STYLE("workStyle", "workStyle", "work_style");

    private final String parameter;
    private final String field;
    private final String column;

    Label(String parameter, String field, String column) {
        this.parameter = parameter;
        this.field = field;
        this.column = column;
    }

    String parameter() {
        return parameter;
    }

    String field() {
        return field;
    }

    String column() {
        return column;
    }

    boolean hasMany() {
        return this == CATEGORY || this == SKILL;
    }
}
