// Word lists that no package has, written for Lydian: nationalities and groups, titles, parts of jobs, streets and
// organisations.

/** Peoples, religions and political groups. */
export const nationalities =
  "Afghan Albanian Algerian American Andorran Angolan Argentine Argentinian Armenian Australian Austrian Azerbaijani Bahamian Bahraini Bangladeshi Barbadian Basque Belarusian Belgian Belizean Beninese Bhutanese Bolivian Bosnian Botswanan Brazilian British Briton Bruneian Bulgarian Burmese Burundian Cambodian Cameroonian Canadian Catalan Chadian Chilean Chinese Colombian Congolese Croatian Croat Cuban Cypriot Czech Dane Danish Dominican Dutch Ecuadorian Egyptian English Englishman Eritrean Estonian Ethiopian European Fijian Filipino Finn Finnish Flemish French Frenchman Gabonese Gambian Georgian German Ghanaian Greek Greenlander Grenadian Guatemalan Guinean Guyanese Haitian Hispanic Honduran Hungarian Icelander Icelandic Indian Indonesian Iranian Iraqi Irish Irishman Israeli Italian Ivorian Jamaican Japanese Jordanian Kazakh Kenyan Korean Kosovar Kurdish Kuwaiti Kyrgyz Laotian Latino Latvian Lebanese Liberian Libyan Lithuanian Luxembourgish Macedonian Malagasy Malawian Malaysian Maldivian Malian Maltese Maori Mauritanian Mauritian Mexican Moldovan Mongolian Montenegrin Moroccan Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien Norwegian Omani Pakistani Palestinian Panamanian Paraguayan Persian Peruvian Pole Polish Polynesian Portuguese Qatari Roma Romanian Russian Rwandan Salvadoran Samoan Saudi Scot Scottish Scotsman Senegalese Serb Serbian Sicilian Singaporean Slovak Slovakian Slovene Slovenian Somali Spaniard Spanish Sudanese Surinamese Swede Swedish Swiss Syrian Taiwanese Tajik Tanzanian Thai Tibetan Togolese Tunisian Turk Turkish Turkmen Ugandan Ukrainian Uruguayan Uzbek Venezuelan Vietnamese Welsh Welshman Yemeni Zambian Zimbabwean African Asian Arab Arabic Caribbean Scandinavian Slavic Anglican Baptist Buddhist Catholic Christian Evangelical Hindu Jew Jewish Lutheran Methodist Mormon Muslim Orthodox Presbyterian Protestant Quaker Shia Sikh Sunni Taoist atheist Communist Conservative Democrat Labour Liberal Libertarian Marxist Republican Socialist Tory".split(
    " ",
  );

export const titles =
  "mr mrs ms miss mx dr prof professor sir madam dame lord lady rev reverend father sister herr frau mme mlle monsieur madame señor señora sr sra dott doctor fr mag ing".split(
    " ",
  );

export const jobWords =
  "accountant actor actuary administrator adviser advisor agent aide analyst anthropologist architect archivist artist assembler assistant associate attendant attorney auditor author baker barber bartender biochemist biologist bookkeeper boilermaker broker butcher buyer captain caregiver carpenter cashier caterer chef chemist cleaner clerk coach collector conductor consultant contractor controller cook coordinator counselor courier curator dancer dealer dentist designer detective developer director dispatcher distributor driver economist editor electrician engineer examiner executive farmer finisher firefighter fitter forester gardener geologist glazier guard guide hairdresser helper hygienist inspector installer instructor interpreter investigator janitor jeweler journalist judge laborer lawyer lecturer librarian locksmith machinist maid manager manicurist mason mechanic messenger midwife miller miner model musician nurse nutritionist officer operator optician optometrist orderly packer painter paralegal paramedic pharmacist photographer physician physicist pilot planner plasterer plumber porter postman president principal producer programmer proofreader psychologist publisher ranger receptionist recorder registrar repairer reporter representative researcher roofer sailor salesman salesperson scientist secretary server shoemaker singer sociologist specialist statistician steward strategist superintendent supervisor surgeon surveyor tailor teacher technician technologist teller tester therapist trainer translator tutor typist typographer undertaker usher veterinarian waiter waitress warden weaver welder worker writer".split(
    " ",
  );

export const streetWords =
  "street st str road rd avenue ave av boulevard blvd lane ln drive dr court ct place pl square sq terrace way close crescent parade highway hwy route trail parkway pkwy alley mews row grove hill park gardens bridge circle loop quay wharf apt apartment suite ste unit floor box po psc apo fpo dpo rue chemin allee impasse quai via viale vicolo piazza corso strada largo contrada calle avenida plaza paseo carretera camino rua travessa praca avenida estrada strasse straße gasse platz allee weg ufer damm ring gata gatan vagen vag vej vejen vei veien gade gate plads torv katu tie kuja polku utca ut tér ter ulica ul aleja plac namesti nabrezi trida straat laan plein gracht kade dreef ulice trg cesta ulitsa prospekt odos leoforos braut stigur".split(
    " ",
  );

export const organisationWords =
  "inc ltd llc llp plc corp corporation company co gmbh ag kg ev sa sarl srl spa bv nv ab oy as aps kft zrt sro doo group holding holdings partners associates ventures capital industries technologies technology systems solutions labs laboratories institute university college school academy hospital clinic foundation trust bank insurance society association council ministry department agency bureau committee union party church museum orchestra media press records studios airlines motors foods pharmaceuticals logistics consulting consultants services investments properties enterprises international club".split(
    " ",
  );

export const timeWords =
  "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun today tomorrow yesterday tonight noon midnight am pm".split(
    " ",
  );

export const stateCodes =
  "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr ab bc mb nb nl ns on pe qc sk nsw vic qld tas act nt".split(
    " ",
  );

/** Common ends and beginnings of the streets of many languages. `%` is the place of a name. */
export const streetForms = [
  ..."% Street;% St;% Street;% Road;% Rd;% Avenue;% Ave;% Lane;% Drive;% Dr;% Court;% Place;% Terrace;% Close;% Way;% Crescent;% Boulevard;% Hill;% Gardens;% Mews".split(
    ";",
  ),
  ..."%strasse;%straße;%gasse;%weg;% Platz;%allee;Rue %;Rue du %;rue de la %;Avenue %;Chemin de %;Via %;Viale %;Piazza %;Vicolo %;Corso %;Calle %;Avenida %;Plaza %;Paseo %;Rua %;Rua do %;Travessa %;Praça %;Estrada %".split(
    ";",
  ),
  ..."%gatan;%vägen;%gata;% väg;%vej;%gade;% Allé;%veien;%gate;% vei;%katu;%tie;%kuja;% utca;% u.;% tér;% út;ul. %;ulica %;aleja %;%ova;%ská;náměstí %;%straat;%laan;%plein;%ova ulica;% trg;Odos %;%braut;%stígur".split(
    ";",
  ),
];
