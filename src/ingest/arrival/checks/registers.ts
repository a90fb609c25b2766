import type { ArrivalCheck } from "../check.js";
import { registerClosedLeftOut, registerClosings, registerReopened } from "./register-closings.js";
import { registerCopied, registerNoneClosed } from "./register-copied.js";
import { registerCut } from "./register-cut.js";
import {
  registerDoctors,
  registerDoctorsBlank,
  registerDoctorsJump,
  registerDoctorsOrder,
  registerDoctorsTotal,
} from "./register-doctors.js";
import { registerGroups } from "./register-groups.js";
import { registerKinds, registerOneKind } from "./register-kinds.js";
import { registerMunicipalities, registerMunicipalitiesBlank } from "./register-municipalities.js";
import { registerMunicipalityRegion, registerUnknownMunicipalities } from "./register-municipality-region.js";
import { registerNames } from "./register-names.js";
import {
  registerMissingClinics,
  registerNewClinics,
  registerOpenedChanged,
  registerOpenedOnOneDay,
} from "./register-openings.js";
import { registerRegions } from "./register-regions.js";
import { registerSystems, registerSystemsAgreement, registerSystemsBlank } from "./register-systems.js";
import { registerVanishedClinics } from "./register-vanished-clinics.js";

/** What a clinic register is held against: by itself first, then beside the one before. */
export const registerChecks: readonly ArrivalCheck[] = [
  // by itself
  registerMunicipalityRegion,
  registerUnknownMunicipalities,
  registerDoctors,
  registerOneKind,
  registerNoneClosed,
  // its clinics and their periods beside the register before
  registerVanishedClinics,
  registerMissingClinics,
  registerCut,
  registerGroups,
  registerNewClinics,
  registerOpenedOnOneDay,
  registerOpenedChanged,
  registerClosings,
  registerReopened,
  registerClosedLeftOut,
  // what it says of them
  registerNames,
  registerRegions,
  registerMunicipalities,
  registerMunicipalitiesBlank,
  registerKinds,
  registerSystems,
  registerSystemsAgreement,
  registerSystemsBlank,
  registerDoctorsBlank,
  registerDoctorsTotal,
  registerDoctorsJump,
  registerDoctorsOrder,
  registerCopied,
];
