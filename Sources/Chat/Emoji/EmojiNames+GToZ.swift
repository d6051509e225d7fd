extension EmojiNames {
    /// The second half of the alphabet.
    static let second = """
        lower_left_ballpoint_pen lower_left_crayon lower_left_fountain_pen lower_left_paintbrush luggage lungs lying_face m \
        mag mag_right mage magic_wand magnet mahjong mailbox mailbox_closed mailbox_with_mail mailbox_with_no_mail male-artist \
        male-astronaut male-construction-worker male-cook male-detective male-doctor male-factory-worker male-farmer \
        male-firefighter male-guard male-judge male-mechanic male-office-worker male-pilot male-police-officer male-scientist \
        male-singer male-student male-teacher male-technologist male_elf male_fairy male_genie male_mage male_sign \
        male_superhero male_supervillain male_vampire male_zombie mammoth man man-biking man-bouncing-ball man-bowing man-boy \
        man-boy-boy man-cartwheeling man-facepalming man-frowning man-gesturing-no man-gesturing-ok man-getting-haircut \
        man-getting-massage man-girl man-girl-boy man-girl-girl man-golfing man-heart-man man-juggling man-kiss-man \
        man-lifting-weights man-man-boy man-man-boy-boy man-man-girl man-man-girl-boy man-man-girl-girl man-mountain-biking \
        man-playing-handball man-playing-water-polo man-pouting man-raising-hand man-rowing-boat man-running man-shrugging \
        man-surfing man-swimming man-tipping-hand man-walking man-wearing-turban man-with-bunny-ears-partying man-woman-boy \
        man-woman-boy-boy man-woman-girl man-woman-girl-boy man-woman-girl-girl man-wrestling man_and_woman_holding_hands \
        man_climbing man_dancing man_feeding_baby man_in_business_suit_levitating man_in_lotus_position \
        man_in_manual_wheelchair man_in_manual_wheelchair_facing_right man_in_motorized_wheelchair \
        man_in_motorized_wheelchair_facing_right man_in_steamy_room man_in_tuxedo man_kneeling man_kneeling_facing_right \
        man_running_facing_right man_standing man_walking_facing_right man_with_beard man_with_gua_pi_mao \
        man_with_probing_cane man_with_turban man_with_veil man_with_white_cane_facing_right mango mans_shoe mantelpiece_clock \
        manual_wheelchair maple_leaf maracas martial_arts_uniform mask massage mate_drink meat_on_bone mechanic mechanical_arm \
        mechanical_leg medal medical_symbol mega melon melting_face memo men-with-bunny-ears-partying men_holding_hands \
        mending_heart menorah_with_nine_branches mens mermaid merman merperson metro microbe microphone microscope \
        middle_finger military_helmet milky_way minibus minidisc mirror mirror_ball mobile_phone_off money_mouth_face \
        money_with_wings moneybag monkey monkey_face monorail moon moon_cake moose mortar_board mosque mosquito mostly_sunny \
        mother_christmas motor_boat motor_scooter motorized_wheelchair motorway mount_fuji mountain mountain_bicyclist \
        mountain_cableway mountain_railway mouse mouse2 mouse_trap movie_camera moyai mrs_claus muscle mushroom \
        musical_keyboard musical_note musical_score mute mx_claus nail_care name_badge national_park nauseated_face \
        nazar_amulet necktie negative_squared_cross_mark nerd_face nest_with_eggs nesting_dolls neutral_face new new_moon \
        new_moon_with_face newspaper ng night_with_stars nine ninja no_bell no_bicycles no_entry no_entry_sign no_good \
        no_mobile_phones no_mouth no_pedestrians no_smoking non-potable_water nose notebook notebook_with_decorative_cover \
        notes nut_and_bolt o o2 ocean octagonal_sign octopus oden office office_worker oil_drum ok ok_hand ok_woman old_key \
        older_adult older_man older_woman olive om_symbol on oncoming_automobile oncoming_bus oncoming_police_car \
        oncoming_taxi one one-piece_swimsuit onion open_book open_file_folder open_hands open_mouth ophiuchus orange_book \
        orange_heart orangutan orthodox_cross otter outbox_tray owl ox oyster package page_facing_up page_with_curl pager \
        palm_down_hand palm_tree palm_up_hand palms_up_together pancakes panda_face paperclip parachute parking parrot \
        part_alternation_mark partly_sunny partly_sunny_rain partying_face passenger_ship passport_control paw_prints pea_pod \
        peace_symbol peach peacock peanuts pear pencil pencil2 penguin pensive people_holding_hands people_hugging \
        performing_arts persevere person_climbing person_doing_cartwheel person_feeding_baby person_frowning \
        person_in_lotus_position person_in_manual_wheelchair person_in_manual_wheelchair_facing_right \
        person_in_motorized_wheelchair person_in_motorized_wheelchair_facing_right person_in_steamy_room person_in_tuxedo \
        person_kneeling_facing_right person_running_facing_right person_walking_facing_right person_with_ball \
        person_with_blond_hair person_with_crown person_with_headscarf person_with_pouting_face person_with_probing_cane \
        person_with_white_cane_facing_right petri_dish phoenix phone pick pickup_truck pie pig pig2 pig_nose pill pilot pinata \
        pinched_fingers pinching_hand pineapple pink_heart pirate_flag pisces pizza placard place_of_worship playground_slide \
        pleading_face plunger point_down point_left point_right point_up point_up_2 polar_bear police_car poodle poop popcorn \
        post_office postal_horn postbox potable_water potato potted_plant pouch poultry_leg pound pouring_liquid pouting_cat \
        pray prayer_beads pregnant_man pregnant_person pregnant_woman pretzel prince princess printer probing_cane punch \
        purple_heart purse pushpin put_litter_in_its_place question rabbit rabbit2 raccoon racehorse racing_car \
        racing_motorcycle radio radio_button radioactive_sign rage railway_car railway_track rain_cloud rainbow rainbow-flag \
        raised_back_of_hand raised_hand raised_hand_with_fingers_splayed raised_hands raising_hand ram ramen rat razor receipt \
        recycle red_car red_circle red_envelope red_haired_man red_haired_person red_haired_woman registered relaxed relieved \
        reminder_ribbon repeat repeat_one restroom reversed_hand_with_middle_finger_extended revolving_hearts rewind \
        rhinoceros ribbon rice rice_ball rice_cracker rice_scene right-facing_fist right_anger_bubble rightwards_hand \
        rightwards_pushing_hand ring ring_buoy ringed_planet robot_face rock rocket roll_of_paper rolled_up_newspaper \
        roller_coaster roller_skate rolling_on_the_floor_laughing rooster rose rosette rotating_light round_pushpin rowboat ru \
        rugby_football runner running running_shirt_with_sash sa safety_pin safety_vest sagittarius sailboat sake salt \
        saluting_face sandal sandwich santa sari satellite satellite_antenna satisfied sauropod saxophone scales scarf school \
        school_satchel scientist scissors scooter scorpion scorpius scream scream_cat screwdriver scroll seal seat \
        second_place_medal secret see_no_evil seedling selfie serious_face_with_symbols_covering_mouth service_dog seven \
        sewing_needle shaking_face shallow_pan_of_food shamrock shark shaved_ice sheep shell shield shinto_shrine ship shirt \
        shit shocked_face_with_exploding_head shoe shopping_bags shopping_trolley shorts shower shrimp shrug shushing_face \
        sign_of_the_horns signal_strength singer six six_pointed_star skateboard ski skier skin-tone-2 skin-tone-3 skin-tone-4 \
        skin-tone-5 skin-tone-6 skull skull_and_crossbones skunk sled sleeping sleeping_accommodation sleepy sleuth_or_spy \
        slightly_frowning_face slightly_smiling_face slot_machine sloth small_airplane small_blue_diamond small_orange_diamond \
        small_red_triangle small_red_triangle_down smile smile_cat smiley smiley_cat smiling_face_with_3_hearts \
        smiling_face_with_smiling_eyes_and_hand_covering_mouth smiling_face_with_tear smiling_imp smirk smirk_cat smoking \
        snail snake sneezing_face snow_capped_mountain snow_cloud snowboarder snowflake snowman snowman_without_snow soap sob \
        soccer socks softball soon sos sound space_invader spades spaghetti sparkle sparkler sparkles sparkling_heart \
        speak_no_evil speaker speaking_head_in_silhouette speech_balloon speedboat spider spider_web spiral_calendar_pad \
        spiral_note_pad spock-hand sponge spoon sports_medal squid stadium staff_of_aesculapius standing_person star \
        star-struck star2 star_and_crescent star_of_david stars station statue_of_liberty steam_locomotive stethoscope stew \
        stopwatch straight_ruler strawberry stuck_out_tongue stuck_out_tongue_closed_eyes stuck_out_tongue_winking_eye student \
        studio_microphone stuffed_flatbread sun_behind_cloud sun_behind_rain_cloud sun_small_cloud sun_with_face sunflower \
        sunglasses sunny sunrise sunrise_over_mountains superhero supervillain surfer sushi suspension_railway swan sweat \
        sweat_drops sweat_smile sweet_potato swimmer symbols synagogue syringe t-rex table_tennis_paddle_and_ball taco tada \
        takeout_box tamale tanabata_tree tangerine taurus taxi tea teacher teapot technologist teddy_bear telephone \
        telephone_receiver telescope tennis tent test_tube the_horns thermometer thinking_face third_place_medal thong_sandal \
        thought_balloon thread three three_button_mouse thumbsdown thumbsup thunder_cloud_and_rain ticket tiger tiger2 \
        timer_clock tired_face tm toilet tokyo_tower tomato tongue toolbox tooth toothbrush top tophat tornado tornado_cloud \
        trackball tractor traffic_light train train2 tram transgender_flag transgender_symbol triangular_flag_on_post \
        triangular_ruler trident triumph troll trolleybus trophy tropical_drink tropical_fish truck trumpet tshirt tulip \
        tumbler_glass turkey turtle tv twisted_rightwards_arrows two two_hearts two_men_holding_hands two_women_holding_hands \
        u5272 u5408 u55b6 u6307 u6708 u6709 u6e80 u7121 u7533 u7981 u7a7a uk umbrella umbrella_on_ground \
        umbrella_with_rain_drops unamused underage unicorn_face unlock up upside_down_face us v vampire vertical_traffic_light \
        vhs vibration_mode video_camera video_game violin virgo volcano volleyball vs waffle walking waning_crescent_moon \
        waning_gibbous_moon warning wastebasket watch water_buffalo water_polo watermelon wave waving_black_flag \
        waving_white_flag wavy_dash waxing_crescent_moon waxing_gibbous_moon wc weary wedding weight_lifter whale whale2 wheel \
        wheel_of_dharma wheelchair white_check_mark white_circle white_flower white_frowning_face white_haired_man \
        white_haired_person white_haired_woman white_heart white_large_square white_medium_small_square white_medium_square \
        white_small_square white_square_button wilted_flower wind_blowing_face wind_chime window wine_glass wing wink wireless \
        wolf woman woman-biking woman-bouncing-ball woman-bowing woman-boy woman-boy-boy woman-cartwheeling woman-facepalming \
        woman-frowning woman-gesturing-no woman-gesturing-ok woman-getting-haircut woman-getting-massage woman-girl \
        woman-girl-boy woman-girl-girl woman-golfing woman-heart-man woman-heart-woman woman-juggling woman-kiss-man \
        woman-kiss-woman woman-lifting-weights woman-mountain-biking woman-playing-handball woman-playing-water-polo \
        woman-pouting woman-raising-hand woman-rowing-boat woman-running woman-shrugging woman-surfing woman-swimming \
        woman-tipping-hand woman-walking woman-wearing-turban woman-with-bunny-ears-partying woman-woman-boy \
        woman-woman-boy-boy woman-woman-girl woman-woman-girl-boy woman-woman-girl-girl woman-wrestling \
        woman_and_man_holding_hands woman_climbing woman_feeding_baby woman_in_lotus_position woman_in_manual_wheelchair \
        woman_in_manual_wheelchair_facing_right woman_in_motorized_wheelchair woman_in_motorized_wheelchair_facing_right \
        woman_in_steamy_room woman_in_tuxedo woman_kneeling woman_kneeling_facing_right woman_running_facing_right \
        woman_standing woman_walking_facing_right woman_with_beard woman_with_probing_cane woman_with_veil \
        woman_with_white_cane_facing_right womans_clothes womans_flat_shoe womans_hat women-with-bunny-ears-partying \
        women_holding_hands womens wood woozy_face world_map worm worried wrench wrestlers writing_hand x x-ray yarn \
        yawning_face yellow_heart yen yin_yang yo-yo yum zany_face zap zebra_face zero zipper_mouth_face zombie zzz
        """
}
