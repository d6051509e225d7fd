extension EmojiNames {
    /// The first half of the alphabet.
    static let first = """
        +1 -1 100 1234 8ball a ab abacus abc abcd accept accordion adhesive_bandage admission_tickets adult aerial_tramway \
        airplane airplane_arriving airplane_departure alarm_clock alembic alien ambulance amphora anatomical_heart anchor \
        angel anger angry anguished ant apple aquarius aries arrow_backward arrow_double_down arrow_double_up arrow_down \
        arrow_down_small arrow_forward arrow_heading_down arrow_heading_up arrow_left arrow_lower_left arrow_lower_right \
        arrow_right arrow_right_hook arrow_up arrow_up_down arrow_up_small arrow_upper_left arrow_upper_right arrows_clockwise \
        arrows_counterclockwise art articulated_lorry artist astonished astronaut athletic_shoe atm atom_symbol auto_rickshaw \
        avocado axe b baby baby_bottle baby_chick baby_symbol back bacon badger badminton_racquet_and_shuttlecock bagel \
        baggage_claim baguette_bread bald_man bald_person bald_woman ballet_shoes balloon ballot_box_with_ballot \
        ballot_box_with_check bamboo banana bangbang banjo bank bar_chart barber barely_sunny baseball basket basketball bat \
        bath bathtub battery beach_with_umbrella beans bear bearded_person beaver bed bee beer beers beetle beginner bell \
        bell_pepper bellhop_bell bento beverage_box bicyclist bike bikini billed_cap biohazard_sign bird birthday bison \
        biting_lip black_bird black_cat black_circle black_circle_for_record black_heart black_joker black_large_square \
        black_left_pointing_double_triangle_with_vertical_bar black_medium_small_square black_medium_square black_nib \
        black_right_pointing_double_triangle_with_vertical_bar black_right_pointing_triangle_with_double_vertical_bar \
        black_small_square black_square_button black_square_for_stop blond-haired-man blond-haired-woman blossom blowfish \
        blue_book blue_car blue_heart blueberries blush boar boat bomb bone book bookmark bookmark_tabs books boom boomerang \
        boot bouquet bow bow_and_arrow bowl_with_spoon bowling boxing_glove boy brain bread breast-feeding bricks \
        bride_with_veil bridge_at_night briefcase briefs broccoli broken_chain broken_heart broom brown_heart brown_mushroom \
        bubble_tea bubbles bucket bug building_construction bulb bullettrain_front bullettrain_side burrito bus busstop \
        bust_in_silhouette busts_in_silhouette butter butterfly cactus cake calendar call_me_hand calling camel camera \
        camera_with_flash camping cancer candle candy canned_food canoe capital_abcd capricorn car card_file_box card_index \
        card_index_dividers carousel_horse carpentry_saw carrot cat cat2 cd chains chair champagne chart \
        chart_with_downwards_trend chart_with_upwards_trend checkered_flag cheese_wedge cherries cherry_blossom chess_pawn \
        chestnut chicken child children_crossing chipmunk chocolate_bar chopsticks christmas_tree church cinema circus_tent \
        city_sunrise city_sunset cityscape cl clap clapper classical_building clinking_glasses clipboard clock1 clock10 \
        clock1030 clock11 clock1130 clock12 clock1230 clock130 clock2 clock230 clock3 clock330 clock4 clock430 clock5 clock530 \
        clock6 clock630 clock7 clock730 clock8 clock830 clock9 clock930 closed_book closed_lock_with_key closed_umbrella cloud \
        clown_face clubs cn coat cockroach cocktail coconut coffee coffin coin cold_face cold_sweat collision comet compass \
        compression computer confetti_ball confounded confused congratulations construction construction_worker control_knobs \
        convenience_store cook cookie cooking cool cop copyright coral corn couch_and_lamp couple couple_with_heart couplekiss \
        cow cow2 crab credit_card crescent_moon cricket cricket_bat_and_ball crocodile croissant crossed_fingers crossed_flags \
        crossed_swords crown crutch cry crying_cat_face crystal_ball cucumber cup_with_straw cupcake cupid curling_stone \
        curly_haired_man curly_haired_person curly_haired_woman curly_loop currency_exchange curry custard customs cut_of_meat \
        cyclone dagger_knife dancer dancers dango dark_sunglasses dart dash date de deaf_man deaf_person deaf_woman \
        deciduous_tree deer department_store derelict_house_building desert desert_island desktop_computer \
        diamond_shape_with_a_dot_inside diamonds disappointed disappointed_relieved disguised_face diving_mask diya_lamp dizzy \
        dizzy_face dna do_not_litter dodo dog dog2 dollar dolls dolphin donkey door dotted_line_face double_vertical_bar \
        doughnut dove_of_peace dragon dragon_face dress dromedary_camel drooling_face drop_of_blood droplet \
        drum_with_drumsticks duck dumpling dvd e-mail eagle ear ear_of_rice ear_with_hearing_aid earth_africa earth_americas \
        earth_asia egg eggplant eight eight_pointed_black_star eight_spoked_asterisk eject electric_plug elephant elevator elf \
        email empty_nest end envelope envelope_with_arrow es euro european_castle european_post_office evergreen_tree \
        exclamation exploding_head expressionless eye eye-in-speech-bubble eyeglasses eyes face_exhaling \
        face_holding_back_tears face_in_clouds face_palm face_vomiting face_with_cowboy_hat face_with_diagonal_mouth \
        face_with_finger_covering_closed_lips face_with_hand_over_mouth face_with_head_bandage face_with_monocle \
        face_with_one_eyebrow_raised face_with_open_eyes_and_hand_over_mouth face_with_open_mouth_vomiting \
        face_with_peeking_eye face_with_raised_eyebrow face_with_rolling_eyes face_with_spiral_eyes face_with_symbols_on_mouth \
        face_with_thermometer facepunch factory factory_worker fairy falafel fallen_leaf family family_adult_adult_child \
        family_adult_adult_child_child family_adult_child family_adult_child_child farmer fast_forward fax fearful feather \
        feet female-artist female-astronaut female-construction-worker female-cook female-detective female-doctor \
        female-factory-worker female-farmer female-firefighter female-guard female-judge female-mechanic female-office-worker \
        female-pilot female-police-officer female-scientist female-singer female-student female-teacher female-technologist \
        female_elf female_fairy female_genie female_mage female_sign female_superhero female_supervillain female_vampire \
        female_zombie fencer ferris_wheel ferry field_hockey_stick_and_ball file_cabinet file_folder film_frames \
        film_projector fire fire_engine fire_extinguisher firecracker firefighter fireworks first_place_medal \
        first_quarter_moon first_quarter_moon_with_face fish fish_cake fishing_pole_and_fish fist five flag-ac flag-ad flag-ae \
        flag-af flag-ag flag-ai flag-al flag-am flag-ao flag-aq flag-ar flag-as flag-at flag-au flag-aw flag-ax flag-az \
        flag-ba flag-bb flag-bd flag-be flag-bf flag-bg flag-bh flag-bi flag-bj flag-bl flag-bm flag-bn flag-bo flag-bq \
        flag-br flag-bs flag-bt flag-bv flag-bw flag-by flag-bz flag-ca flag-cc flag-cd flag-cf flag-cg flag-ch flag-ci \
        flag-ck flag-cl flag-cm flag-cn flag-co flag-cp flag-cr flag-cu flag-cv flag-cw flag-cx flag-cy flag-cz flag-de \
        flag-dg flag-dj flag-dk flag-dm flag-do flag-dz flag-ea flag-ec flag-ee flag-eg flag-eh flag-england flag-er flag-es \
        flag-et flag-eu flag-fi flag-fj flag-fk flag-fm flag-fo flag-fr flag-ga flag-gb flag-gd flag-ge flag-gf flag-gg \
        flag-gh flag-gi flag-gl flag-gm flag-gn flag-gp flag-gq flag-gr flag-gs flag-gt flag-gu flag-gw flag-gy flag-hk \
        flag-hm flag-hn flag-hr flag-ht flag-hu flag-ic flag-id flag-ie flag-il flag-im flag-in flag-io flag-iq flag-ir \
        flag-is flag-it flag-je flag-jm flag-jo flag-jp flag-ke flag-kg flag-kh flag-ki flag-km flag-kn flag-kp flag-kr \
        flag-kw flag-ky flag-kz flag-la flag-lb flag-lc flag-li flag-lk flag-lr flag-ls flag-lt flag-lu flag-lv flag-ly \
        flag-ma flag-mc flag-md flag-me flag-mf flag-mg flag-mh flag-mk flag-ml flag-mm flag-mn flag-mo flag-mp flag-mq \
        flag-mr flag-ms flag-mt flag-mu flag-mv flag-mw flag-mx flag-my flag-mz flag-na flag-nc flag-ne flag-nf flag-ng \
        flag-ni flag-nl flag-no flag-np flag-nr flag-nu flag-nz flag-om flag-pa flag-pe flag-pf flag-pg flag-ph flag-pk \
        flag-pl flag-pm flag-pn flag-pr flag-ps flag-pt flag-pw flag-py flag-qa flag-re flag-ro flag-rs flag-ru flag-rw \
        flag-sa flag-sb flag-sc flag-scotland flag-sd flag-se flag-sg flag-sh flag-si flag-sj flag-sk flag-sl flag-sm flag-sn \
        flag-so flag-sr flag-ss flag-st flag-sv flag-sx flag-sy flag-sz flag-ta flag-tc flag-td flag-tf flag-tg flag-th \
        flag-tj flag-tk flag-tl flag-tm flag-tn flag-to flag-tr flag-tt flag-tv flag-tw flag-tz flag-ua flag-ug flag-um \
        flag-un flag-us flag-uy flag-uz flag-va flag-vc flag-ve flag-vg flag-vi flag-vn flag-vu flag-wales flag-wf flag-ws \
        flag-xk flag-ye flag-yt flag-za flag-zm flag-zw flags flamingo flashlight flatbread fleur_de_lis flipper floppy_disk \
        flower_playing_cards flushed flute fly flying_disc flying_saucer fog foggy folding_hand_fan fondue foot football \
        footprints fork_and_knife fortune_cookie fountain four four_leaf_clover fox_face fr frame_with_picture free fried_egg \
        fried_shrimp fries frog frowning fuelpump full_moon full_moon_with_face funeral_urn game_die garlic gb gear gem gemini \
        genie ghost gift gift_heart ginger_root giraffe_face girl glass_of_milk globe_with_meridians gloves goal_net goat \
        goggles golf golfer goose gorilla grapes green_apple green_book green_heart green_salad grey_exclamation grey_heart \
        grey_question grimacing grin grinning grinning_face_with_one_large_and_one_small_eye grinning_face_with_star_eyes \
        guardsman guide_dog guitar gun hair_pick haircut hamburger hammer hammer_and_pick hammer_and_wrench hamsa hamster hand \
        hand_with_index_and_middle_fingers_crossed hand_with_index_finger_and_thumb_crossed handbag handball handshake hankey \
        hash hatched_chick hatching_chick head_shaking_horizontally head_shaking_vertically headphones headstone health_worker \
        hear_no_evil heart heart_decoration heart_eyes heart_eyes_cat heart_hands heart_on_fire heartbeat heartpulse hearts \
        heavy_check_mark heavy_division_sign heavy_dollar_sign heavy_equals_sign heavy_exclamation_mark \
        heavy_heart_exclamation_mark_ornament heavy_minus_sign heavy_multiplication_x heavy_plus_sign hedgehog helicopter \
        helmet_with_white_cross herb hibiscus high_brightness high_heel hiking_boot hindu_temple hippopotamus hocho hole \
        honey_pot honeybee hook horse horse_racing hospital hot_face hot_pepper hotdog hotel hotsprings hourglass \
        hourglass_flowing_sand house house_buildings house_with_garden hugging_face hushed hut hyacinth i_love_you_hand_sign \
        ice_cream ice_cube ice_hockey_stick_and_puck ice_skate icecream id identification_card ideograph_advantage imp \
        inbox_tray incoming_envelope index_pointing_at_the_viewer infinity information_desk_person information_source innocent \
        interrobang iphone it izakaya_lantern jack_o_lantern japan japanese_castle japanese_goblin japanese_ogre jar jeans \
        jellyfish jigsaw joy joy_cat joystick jp judge juggling kaaba kangaroo key keyboard keycap_star keycap_ten khanda \
        kimono kiss kissing kissing_cat kissing_closed_eyes kissing_heart kissing_smiling_eyes kite kiwifruit kneeling_person \
        knife knife_fork_plate knot koala koko kr lab_coat label lacrosse ladder lady_beetle ladybug lantern large_blue_circle \
        large_blue_diamond large_blue_square large_brown_circle large_brown_square large_green_circle large_green_square \
        large_orange_circle large_orange_diamond large_orange_square large_purple_circle large_purple_square large_red_square \
        large_yellow_circle large_yellow_square last_quarter_moon last_quarter_moon_with_face latin_cross laughing leafy_green \
        leaves ledger left-facing_fist left_luggage left_right_arrow left_speech_bubble leftwards_arrow_with_hook \
        leftwards_hand leftwards_pushing_hand leg lemon leo leopard level_slider libra light_blue_heart light_rail lightning \
        lightning_cloud lime link linked_paperclips lion_face lips lipstick lizard llama lobster lock lock_with_ink_pen \
        lollipop long_drum loop lotion_bottle lotus loud_sound loudspeaker love_hotel love_letter low_battery low_brightness
        """
}
