package dev.demo;

import java.util.List;
import java.util.stream.Stream;

/** What people post about, how they say so in English, and where. */
enum Niche {
    TRAVEL(
            "travel",
            "✈️",
            "Travel, Adventure, Hotels, Backpacking",
            "travels trips wanders",
            """
            Solo travel, slow trains and cheap noodles
            Travel stories from {city} and far beyond
            I travel so that you know where to go next""",
            "INSTAGRAM YOUTUBE TIKTOK"),
    FOOD("food", "🍜", "Food, Recipes, Restaurants, Baking", "eats kitchen bites", """
            Street food hunter in {city}
            Honest food, no fuss, a recipe every week
            Comfort food and the stories behind it""", "INSTAGRAM YOUTUBE TIKTOK"),
    FASHION("fashion", "👗", "Fashion, Streetwear, Second-hand", "style closet wears", """
            Slow fashion and second-hand finds
            Everyday fashion from {city}
            Fashion that fits real bodies""", "INSTAGRAM TIKTOK"),
    BEAUTY("beauty", "💄", "Beauty, Skincare, Make-up", "glow skin beauty", """
            Beauty without the filter
            Skincare, make-up and beauty tests
            Clean beauty on a student budget""", "INSTAGRAM TIKTOK YOUTUBE"),
    FITNESS("fitness", "💪", "Fitness, Running, Yoga, Nutrition", "fit moves runs", """
            Fitness for people with desk jobs
            Home fitness in 20 minutes a day
            Certified fitness coach in {city}""", "INSTAGRAM YOUTUBE TIKTOK"),
    GAMING("gaming", "🎮", "Gaming, Esports, Retro Games", "plays gg pixels", """
            Cosy gaming and terrible jokes
            Retro gaming, speedruns and pixel art
            Gaming after the kids are asleep""", "TWITCH TWITCH YOUTUBE"),
    TECH("tech", "💻", "Tech, Gadgets, Software, AI", "codes tech builds", """
            Tech explained without the jargon
            Honest tech reviews, bought with my own money
            Gadgets, home labs and open-source tech""", "YOUTUBE TWITTER LINKEDIN"),
    PHOTOGRAPHY(
            "photography",
            "📷",
            "Photography, Portraits, Landscapes",
            "shoots photo frames",
            """
            Street photography in {city}
            Film photography and long walks
            Landscape photography, mostly before sunrise""",
            "INSTAGRAM INSTAGRAM YOUTUBE"),
    MUSIC("music", "🎶", "Music, Live Sessions, Production", "music sings beats", """
            Singer-songwriter, new music every month
            Bedroom producer making music in {city}
            Music, vinyl and small stages""", "YOUTUBE TIKTOK INSTAGRAM"),
    FAMILY("family", "👶", "Family, Parenting, Education", "family mom.life home", """
            Family life with twins and a dog
            Honest notes on family and work
            Big family, small flat in {city}""", "INSTAGRAM YOUTUBE"),
    INTERIOR("interior", "🛋️", "Interior, DIY, Home", "interiors home rooms", """
            Interior design for rented flats
            Small-space interior ideas and DIY
            Interior stylist in {city}""", "INSTAGRAM INSTAGRAM YOUTUBE"),
    BOOKS("books", "📚", "Books, Reading, Writing", "reads books pages", """
            Books, tea and too many shelves
            I read 100 books a year and talk about all of them
            Fantasy books and cosy reading corners""", "INSTAGRAM TIKTOK YOUTUBE"),
    FINANCE("finance", "📈", "Finance, Investing, Career", "money invests finance", """
            Personal finance without the bragging
            Finance basics for your first salary
            Saving, investing and honest finance talk""", "LINKEDIN YOUTUBE TWITTER"),
    PETS("pets", "🐶", "Pets, Dogs, Cats, Animal Rescue", "paws pets dogs", """
            Two rescue pets and their human
            Training tips for happy pets
            The pets of {city}""", "INSTAGRAM TIKTOK"),
    CARS("cars", "🚗", "Cars, Electric Cars, Motorsport", "drives garage cars", """
            Old cars, fresh oil
            Electric cars tested in real life
            Weekend track days and project cars""", "YOUTUBE YOUTUBE INSTAGRAM"),
    SUSTAINABILITY(
            "sustainability",
            "🌱",
            "Sustainability, Zero Waste, Gardening",
            "green zerowaste grows",
            """
            Sustainability, one small step at a time
            Zero waste, sustainability and second-hand style
            Sustainability in a city like {city}""",
            "INSTAGRAM TWITTER YOUTUBE");

    private final String label;
    private final String emoji;
    private final String categories;
    private final String handleWords;
    private final String sentences;
    private final String platforms;

    Niche(String label, String emoji, String categories, String handleWords, String sentences, String platforms) {
        this.label = label;
        this.emoji = emoji;
        this.categories = categories;
        this.handleWords = handleWords;
        this.sentences = sentences;
        this.platforms = platforms;
    }

    String label() {
        return label;
    }

    String emoji() {
        return emoji;
    }

    List<String> categories() {
        return List.of(categories.split(", ", -1));
    }

    List<String> handleWords() {
        return List.of(handleWords.split(" ", -1));
    }

    List<String> sentences() {
        return sentences.lines().toList();
    }

    List<Platform> platforms() {
        return Stream.of(platforms.split(" ", -1)).map(Platform::valueOf).toList();
    }
}
