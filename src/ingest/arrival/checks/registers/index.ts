import type { ArrivalCheck } from "../../check.js";
import { registerClosedLeftOut, registerClosings, registerReopened } from "./closings.js";
import { registerCopied, registerNoneClosed } from "./copied-register.js";
import { registerCut } from "./cut-register.js";
import {
  registerDoctors,
  registerDoctorsBlank,
  registerDoctorsJump,
  registerDoctorsOrder,
  registerDoctorsTotal,
} from "./other-doctors.js";
import { registerGroups } from "./vanished-groups.js";
import { registerKinds, registerOneKind } from "./other-kinds.js";
import { registerMunicipalities, registerMunicipalitiesBlank } from "./other-municipalities.js";
import { registerMunicipalityRegion, registerUnknownMunicipalities } from "./municipality-region.js";
import { registerNames } from "./other-names.js";
import {
  registerMissingClinics,
  registerNewClinics,
  registerOpenedChanged,
  registerOpenedOnOneDay,
} from "./openings.js";
import { registerRegions } from "./other-regions.js";
import { registerSystems, registerSystemsAgreement, registerSystemsBlank } from "./other-systems.js";
import { registerVanishedClinics } from "./vanished-periods.js";

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
